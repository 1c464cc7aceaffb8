/** Whether the page is read on something that is touched. */

/**
 * Whether the keyboard is one on the screen, which would cover half of it as soon as a field has the focus. A page
 * without any pointer has a keyboard of its own: nobody could use it otherwise.
 */
export const isTouched = () => matchMedia("(pointer: coarse)").matches;
