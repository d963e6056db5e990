#include "CKernels.h"

#include "Clones.h"

enum { LENGTH = 624, MIDDLE = 397 };

INLINE uint32_t twisted(uint32_t high, uint32_t low, uint32_t far) {
  uint32_t y = (high & 0x80000000u) | (low & 0x7fffffffu);
  return far ^ (y >> 1) ^ (y & 1 ? 0x9908b0dfu : 0);
}

// Each loop reads what it has written at the earliest LENGTH - MIDDLE steps before.
CLONES void ck_mersenne_renew(uint32_t *state) {
#pragma clang loop vectorize(assume_safety)
  for (int i = 0; i < LENGTH - MIDDLE; i++) {
    state[i] = twisted(state[i], state[i + 1], state[i + MIDDLE]);
  }
#pragma clang loop vectorize_width(16) vectorize(assume_safety)
  for (int i = LENGTH - MIDDLE; i < LENGTH - 1; i++) {
    state[i] = twisted(state[i], state[i + 1], state[i + MIDDLE - LENGTH]);
  }
  state[LENGTH - 1] = twisted(state[LENGTH - 1], state[0], state[MIDDLE - 1]);
}

CLONES void ck_mersenne_uniform(const uint32_t *state, float *numbers, size_t count) {
  for (size_t i = 0; i < count; i++) {
    uint32_t y = state[i];
    y ^= y >> 11;
    y ^= (y << 7) & 0x9d2c5680u;
    y ^= (y << 15) & 0xefc60000u;
    y ^= y >> 18;
    numbers[i] = (float)(int32_t)(y & 0xffffffu) * 0x1p-24f;
  }
}
