// A photograph from a phone is 3 to 8 MB and a village line is slow: shrink it here.
const LONGEST_SIDE = 2200;
const WORTH_SHRINKING = 900 * 1024;
const TIMES_READ = 3;
const PAUSE_MS = 400;

async function shrink(file) {
  if (!/^image\/(jpeg|png|webp)$/.test(file.type) || file.size < WORTH_SHRINKING) return file;
  try {
    const picture = await createImageBitmap(file, { imageOrientation: "from-image" });
    const scale = Math.min(1, LONGEST_SIDE / Math.max(picture.width, picture.height));
    const canvas = document.createElement("canvas");
    canvas.width = Math.round(picture.width * scale);
    canvas.height = Math.round(picture.height * scale);
    canvas.getContext("2d").drawImage(picture, 0, 0, canvas.width, canvas.height);
    const small = await new Promise((done) => canvas.toBlob(done, "image/jpeg", 0.85));
    if (!small || small.size >= file.size) return file;
    return new File([small], file.name.replace(/\.\w+$/, "") + ".jpg", { type: "image/jpeg" });
  } catch {
    return file; // the browser cannot read it; the server will say what is wrong with it
  }
}

// What a scanner is still writing, or writes anew, is empty or half when the form is sent: it is read when it is
// chosen, and once more after a moment where there is nothing in it yet.
async function whole(file) {
  for (let left = TIMES_READ; left; left -= 1) {
    const bytes = await file.arrayBuffer().catch(() => null);
    if (bytes?.byteLength) return new File([bytes], file.name, { type: file.type });
    await new Promise((done) => setTimeout(done, PAUSE_MS));
  }
  return file; // the server will say what is wrong with it
}

async function prepare(input, words, each) {
  if (words) words.textContent = words.dataset.sending;
  const kept = new DataTransfer();
  for (const file of [...input.files]) kept.items.add(await each(file));
  input.files = kept.files;
}

export function helpWithFiles() {
  for (const input of document.querySelectorAll(".file-choice input[type=file]")) {
    const words = input.parentElement.querySelector("[data-words]");
    input.addEventListener("change", async () => {
      if (!input.files.length) return;
      if ("photos" in input.dataset) await prepare(input, words, shrink);
      if ("whole" in input.dataset) await prepare(input, words, whole);
      if ("send" in input.dataset) input.form.requestSubmit();
      else if (words) words.textContent = [...input.files].map((file) => file.name).join(", ");
    });
  }
}
