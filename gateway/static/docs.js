"use strict";
window.addEventListener("load", () => {
  window.SwaggerUIBundle({
    url: "/api/openapi.json",
    dom_id: "#api",
    deepLinking: true,
    docExpansion: "none", // there are many operations; a service opens at a click
    filter: true,
    validatorUrl: null,
    persistAuthorization: false,
    requestInterceptor: (request) => {
      if (request.method && !["GET", "HEAD"].includes(request.method.toUpperCase())) {
        request.headers["Idempotency-Key"] ??= crypto.randomUUID?.() ?? String(Date.now()) + Math.random();
      }
      return request;
    },
  });
});
