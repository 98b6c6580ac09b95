//! Lays a colour over pixels that it covers in part.

use tiny_skia::PremultipliedColorU8;

use crate::theme::Color;

/// A colour to be laid over pixels.
pub(super) struct Ink {
    /// Its first and third channel, and its second and that it is there, apart from each other.
    pairs: [u32; 2],
    alpha: u32,
}

/// The first and third byte of a pixel.
const PAIR: u32 = 0x00ff_00ff;

impl Ink {
    pub(super) fn new(color: Color) -> Self {
        let whole = u32::from_le_bytes([color.r, color.g, color.b, u8::MAX]);
        Self {
            pairs: [whole & PAIR, whole >> 8 & PAIR],
            alpha: u32::from(color.a),
        }
    }

    /// Covers pixels, each as far as is said.
    pub(super) fn lay(&self, pixels: &mut [PremultipliedColorU8], covers: &[u8]) {
        for (pixel, covered) in pixels.iter_mut().zip(covers) {
            if *covered > 0 {
                *pixel = self.over(*pixel, *covered);
            }
        }
    }

    /// Covers pixels wholly.
    pub(super) fn fill(&self, pixels: &mut [PremultipliedColorU8]) {
        if self.alpha < 255 {
            for pixel in pixels {
                *pixel = self.over(*pixel, 255);
            }
        } else {
            pixels.fill(self.over(PremultipliedColorU8::TRANSPARENT, 255));
        }
    }

    /// Two channels are mixed at once.
    fn over(&self, pixel: PremultipliedColorU8, covered: u8) -> PremultipliedColorU8 {
        let under = [pixel.red(), pixel.green(), pixel.blue(), pixel.alpha()];
        let under = u32::from_le_bytes(under);
        let covered = u32::from(covered) * self.alpha;
        // From 0 to 256, all and nothing exactly.
        let share = (covered + (covered >> 7) + 128) >> 8;
        let mixed = |under: u32, ink: u32| {
            ((((under & PAIR) * (256 - share) + ink * share) + 0x0080_0080) >> 8) & PAIR
        };
        let [outer, inner] = self.pairs;
        let mixed = mixed(under, outer) | mixed(under >> 8, inner) << 8;
        let [red, green, blue, alpha] = mixed.to_le_bytes();
        // No channel is above its alpha where none was.
        PremultipliedColorU8::from_rgba(red, green, blue, alpha).unwrap_or(pixel)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_covered_wholly_has_the_ink_and_what_is_not_stays() {
        let ink = Ink::new(Color::rgb(31, 35, 40));
        let ground = PremultipliedColorU8::from_rgba(255, 250, 0, 255).unwrap();
        let mut pixels = [ground; 3];
        ink.lay(&mut pixels, &[0, 128, 255]);
        let half = PremultipliedColorU8::from_rgba(143, 143, 20, 255).unwrap();
        let whole = PremultipliedColorU8::from_rgba(31, 35, 40, 255).unwrap();
        assert_eq!(pixels, [ground, half, whole]);
        ink.fill(&mut pixels);
        assert_eq!(pixels, [whole; 3]);
    }
}
