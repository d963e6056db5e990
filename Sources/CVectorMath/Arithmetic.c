#include "CVectorMath.h"

#include <math.h>

#include "Clones.h"

// One loop for two arrays, and one for an array and a number on either side.
#define BINARY(name, expression)                                                                  \
  CLONES void vm_##name(const float *a, const float *b, float *y, size_t count, int a_step,       \
                        int b_step) {                                                             \
    if (a_step && b_step) {                                                                       \
      for (size_t i = 0; i < count; i++) {                                                        \
        float l = a[i], r = b[i];                                                                 \
        y[i] = expression;                                                                        \
      }                                                                                           \
    } else if (a_step) {                                                                          \
      float r = b[0];                                                                             \
      for (size_t i = 0; i < count; i++) {                                                        \
        float l = a[i];                                                                           \
        y[i] = expression;                                                                        \
      }                                                                                           \
    } else {                                                                                      \
      float l = a[0];                                                                             \
      for (size_t i = 0; i < count; i++) {                                                        \
        float r = b_step ? b[i] : b[0];                                                           \
        y[i] = expression;                                                                        \
      }                                                                                           \
    }                                                                                             \
  }

BINARY(add, l + r)
BINARY(subtract, l - r)
BINARY(multiply, l *r)
BINARY(divide, l / r)

// NaN is not below 0, so it stays.
CLONES void vm_relu(const float *x, float *y, size_t count) {
  for (size_t i = 0; i < count; i++) y[i] = x[i] < 0.0f ? 0.0f : x[i];
}

CLONES float vm_sum(const float *x, size_t count) {
  float lanes[LANES] = {0};
  size_t i = 0;
  for (; i + LANES <= count; i += LANES) {
    for (int lane = 0; lane < LANES; lane++) lanes[lane] += x[i + lane];
  }
  for (int lane = 0; i < count; i++, lane++) lanes[lane] += x[i];
  return sum_lanes(lanes);
}

CLONES void vm_accumulate(const float *x, float *y, size_t count) {
  for (size_t i = 0; i < count; i++) y[i] += x[i];
}

CLONES float vm_max(const float *x, size_t count) {
  float lanes[LANES];
  int nans[LANES] = {0};
  for (int lane = 0; lane < LANES; lane++) lanes[lane] = x[0];
  size_t i = 0;
  for (; i + LANES <= count; i += LANES) {
    for (int lane = 0; lane < LANES; lane++) {
      float value = x[i + lane];
      lanes[lane] = value > lanes[lane] ? value : lanes[lane];
      nans[lane] |= value != value;
    }
  }
  for (int lane = 0; i < count; i++, lane++) {
    lanes[lane] = x[i] > lanes[lane] ? x[i] : lanes[lane];
    nans[lane] |= x[i] != x[i];
  }
  float largest = lanes[0];
  for (int lane = 0; lane < LANES; lane++) {
    largest = lanes[lane] > largest ? lanes[lane] : largest;
    if (nans[lane]) return NAN;
  }
  return x[0] != x[0] ? NAN : largest;
}
