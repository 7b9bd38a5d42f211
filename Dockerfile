# One recipe for every image: docker build --build-arg SERVICE=activity -t ekinerja/activity .
# SERVICE is a service, `gateway`, `pages`, or `tools` (provisioning and migrations). Image tags: deploy/topology.toml.
ARG PYTHON_IMAGE=python:3.12-slim-bookworm
ARG NODE_IMAGE=node:24-bookworm-slim

FROM ${PYTHON_IMAGE} AS packages
ARG SERVICE
RUN python -m venv --without-pip /opt/venv
COPY locks /tmp/locks
# a service carries what services import; the pages also what draws them, the tools the servers' own programs
RUN case "${SERVICE}" in tools|pages) lock="${SERVICE}" ;; *) lock=run ;; esac; \
    pip --python /opt/venv/bin/python install --no-cache-dir --no-compile --disable-pip-version-check \
      --require-hashes -r "/tmp/locks/${lock}.lock"

FROM ${NODE_IMAGE} AS assets
WORKDIR /build
COPY package.json package-lock.json .npmrc ./
RUN npm ci --omit=dev --ignore-scripts
COPY gateway/vendor.mjs gateway/vendor.mjs
RUN npm run --silent vendor

FROM ${PYTHON_IMAGE} AS source
ARG SERVICE
WORKDIR /build
COPY . .
COPY --from=assets /build/gateway/static/vendor gateway/static/vendor
# only what this image runs goes on: a service does not carry the others
RUN set -eu; mkdir -p /out; \
    case "${SERVICE:?set --build-arg SERVICE}" in \
      tools) cp -r contracts kernel chassis services gateway ekinerja deploy regulations /out/ ;; \
      gateway) cp -r contracts kernel chassis gateway /out/; rm -r /out/gateway/pages ;; \
      pages) cp -r contracts kernel chassis gateway regulations /out/ ;; \
      *) test -d "services/${SERVICE}"; mkdir /out/services; \
         cp -r contracts kernel chassis regulations /out/; \
         cp -r services/__init__.py "services/${SERVICE}" /out/services/ ;; \
    esac; \
    case "${SERVICE}" in \
      tools) echo 'exec python -m ekinerja "$@"' ;; \
      pages) echo 'exec python -m chassis.serve --factory gateway.pages.app:create "$@"' ;; \
      gateway) echo 'exec python -m chassis.serve --factory gateway.app:create "$@"' ;; \
      *) echo "exec python -m chassis.serve --factory services.${SERVICE}.app:create \"\$@\"" ;; \
    esac > /out/start; \
    cp "deploy/sbom/${SERVICE}.cdx.json" /out/sbom.cdx.json

FROM ${PYTHON_IMAGE}
ENV PATH=/opt/venv/bin:$PATH PYTHONUNBUFFERED=1 PYTHONDONTWRITEBYTECODE=1
WORKDIR /srv/ekinerja
COPY --from=packages /opt/venv /opt/venv
COPY --from=source /out /srv/ekinerja
USER 10001:10001
EXPOSE 8080
ENTRYPOINT ["sh", "/srv/ekinerja/start"]
CMD ["--host", "0.0.0.0", "--port", "8080", "--loop", "uvloop", "--http", "chassis.fast.wire:ShortWay", "--no-access-log", "--no-proxy-headers", "--log-level", "warning", "--timeout-graceful-shutdown", "20"]
