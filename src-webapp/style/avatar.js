/** A person's initials on the person's colour: one lightness for all, so that white letters are readable on each. */
import { css } from "lit";

export const avatar = css`
  .avatar {
    display: grid;
    flex: none;
    place-items: center;
    inline-size: 2.25rem;
    block-size: 2.25rem;
    border-radius: 0.625rem;
    background: oklch(0.48 0.1 var(--hue, 190));
    color: #fff;
    font-size: 0.8125rem;
    font-weight: 650;
    letter-spacing: 0.02em;
    line-height: 1;
    user-select: none;
  }

  .avatar img {
    inline-size: 100%;
    block-size: 100%;
    border-radius: inherit;
    object-fit: cover;
  }

  .hue-0 {
    --hue: 15;
  }
  .hue-1 {
    --hue: 45;
  }
  .hue-2 {
    --hue: 75;
  }
  .hue-3 {
    --hue: 105;
  }
  .hue-4 {
    --hue: 135;
  }
  .hue-5 {
    --hue: 160;
  }
  .hue-6 {
    --hue: 190;
  }
  .hue-7 {
    --hue: 220;
  }
  .hue-8 {
    --hue: 250;
  }
  .hue-9 {
    --hue: 280;
  }
  .hue-10 {
    --hue: 310;
  }
  .hue-11 {
    --hue: 340;
  }

  @media (forced-colors: active) {
    .avatar {
      border: 1px solid CanvasText;
    }
  }
`;
