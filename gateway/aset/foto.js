// A photograph is made small in the phone before it is sent: its longer side at most 2,000 pixels, at most 2 MB. What
// the camera wrote into it goes with that; the server takes it out of every photograph in any case.
"use strict";
(() => {
  const MOST = 2 << 20;
  const SIDE = 2000;
  const FINE = 300 << 10; // what is this small already goes as it is
  const packed = (canvas, quality) => new Promise((done) => canvas.toBlob(done, "image/jpeg", quality));
  const small = async (file) => {
    if (!/^image\/(jpeg|png|webp)$/.test(file.type) || file.size <= FINE) return file;
    const picture = await createImageBitmap(file);
    const by = Math.min(1, SIDE / Math.max(picture.width, picture.height));
    const canvas = document.createElement("canvas");
    canvas.width = Math.round(picture.width * by);
    canvas.height = Math.round(picture.height * by);
    canvas.getContext("2d").drawImage(picture, 0, 0, canvas.width, canvas.height);
    for (const quality of [0.85, 0.7, 0.5]) {
      const found = await packed(canvas, quality);
      if (found && found.size <= MOST) return found.size < file.size ? new File([found], `${file.name.replace(/\.[^.]*$/, "")}.jpg`, { type: "image/jpeg" }) : file;
    }
    return file;
  };
  const shrink = async (input) => {
    const held = new DataTransfer();
    held.items.add(await small(input.files[0]));
    input.files = held.files;
  };
  for (const input of document.querySelectorAll("input[type=file][accept*=image]")) {
    input.addEventListener("change", async () => {
      if (!input.files.length || !window.createImageBitmap) return;
      const buttons = input.form.querySelectorAll("button");
      for (const button of buttons) button.disabled = true;
      await shrink(input).catch(() => {}); // what cannot be drawn here goes as it is; the server says what it is
      for (const button of buttons) button.disabled = false;
      input.dataset.siap = input.files[0].size;
    });
  }
})();
