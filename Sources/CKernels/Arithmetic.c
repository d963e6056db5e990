#include "CKernels.h"

#include <math.h>
#include <stdint.h>

#include "Clones.h"

// How many elements come before the first line of the cache that is written as a whole. Where rows of
// a matrix begin within a line, every vector would be written to two of them.
INLINE size_t before_line(const float *y) { return (-(uintptr_t)y & 63) / sizeof(float); }

// One loop for two arrays, and one for an array and a number on either side.
#define BINARY(name, expression)                                                                  \
  CLONES void ck_##name(const float *a, const float *b, float *y, size_t count, int a_step,       \
                        int b_step) {                                                             \
    if (a_step && b_step) {                                                                       \
      if (count >= 256) {                                                                         \
        size_t head = before_line(y);                                                             \
        _Pragma("clang loop vectorize(disable)")                                                  \
        for (size_t i = 0; i < head; i++) {                                                       \
          float l = a[i], r = b[i];                                                               \
          y[i] = expression;                                                                      \
        }                                                                                         \
        a += head, b += head, y += head, count -= head;                                           \
      }                                                                                           \
      ELEMENTWISE                                                                                 \
      for (size_t i = 0; i < count; i++) {                                                        \
        float l = a[i], r = b[i];                                                                 \
        y[i] = expression;                                                                        \
      }                                                                                           \
    } else if (a_step) {                                                                          \
      float r = b[0];                                                                             \
      ELEMENTWISE                                                                                 \
      for (size_t i = 0; i < count; i++) {                                                        \
        float l = a[i];                                                                           \
        y[i] = expression;                                                                        \
      }                                                                                           \
    } else {                                                                                      \
      float l = a[0];                                                                             \
      ELEMENTWISE                                                                                 \
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
// NaN is not at most 0, so its gradient passes.
BINARY(relu_slope, l <= 0.0f ? 0.0f : r)

void ck_each_row(void (*function)(const float *, const float *, float *, size_t, int, int),
                 const float *a, const float *b, float *y, size_t rows, size_t count,
                 ptrdiff_t a_row, ptrdiff_t b_row, ptrdiff_t y_row, int a_step, int b_step) {
  for (size_t row = 0; row < rows; row++, a += a_row, b += b_row, y += y_row)
    function(a, b, y, count, a_step, b_step);
}

// NaN is not below 0, so it stays.
CLONES void ck_relu(const float *x, float *y, size_t count) {
  ELEMENTWISE
  for (size_t i = 0; i < count; i++) y[i] = x[i] < 0.0f ? 0.0f : x[i];
}

// Four vectors of the widest kind: one after the other would wait for its last addition.
#define SUM(name, type)                                                                           \
  CLONES float name(const void *first, size_t count) {                                            \
    enum { WIDE = 4 * LANES };                                                                    \
    const type *x = first;                                                                        \
    float wide[WIDE] = {0};                                                                       \
    size_t i = 0;                                                                                 \
    for (; i + WIDE <= count; i += WIDE) {                                                        \
      for (int lane = 0; lane < WIDE; lane++) wide[lane] += (float)x[i + lane];                   \
    }                                                                                             \
    for (int lane = 0; i < count; i++, lane++) wide[lane] += (float)x[i];                         \
    for (int lane = LANES; lane < WIDE; lane++) wide[lane % LANES] += wide[lane];                 \
    return sum_lanes(wide);                                                                       \
  }

SUM(ck_sum, float)
SUM(ck_sum_halves, _Float16)

#define ACCUMULATE(name, type)                                                                    \
  CLONES void name(const void *first, size_t step, size_t rows, float *y, size_t count) {         \
    const type *x = first;                                                                        \
    size_t row = 0;                                                                               \
    for (; row + 4 <= rows; row += 4, x += 4 * step) {                                            \
      ELEMENTWISE                                                                                 \
      for (size_t i = 0; i < count; i++) {                                                        \
        y[i] = (((y[i] + (float)x[i]) + (float)x[i + step]) + (float)x[i + 2 * step]) +           \
               (float)x[i + 3 * step];                                                            \
      }                                                                                           \
    }                                                                                             \
    for (; row < rows; row++, x += step) {                                                        \
      ELEMENTWISE                                                                                 \
      for (size_t i = 0; i < count; i++) y[i] += (float)x[i];                                     \
    }                                                                                             \
  }

ACCUMULATE(ck_accumulate, float)
ACCUMULATE(ck_accumulate_halves, _Float16)

// With a constant `largest`, which of the two comparisons it makes is known where it is compiled.
INLINE float extreme(const float *x, size_t count, int largest) {
#define BEATS(a, b) (largest ? (a) > (b) : (a) < (b))
  float lanes[LANES];
  int nans[LANES] = {0};
  for (int lane = 0; lane < LANES; lane++) lanes[lane] = x[0];
  size_t i = 0;
  for (; i + LANES <= count; i += LANES) {
    for (int lane = 0; lane < LANES; lane++) {
      float value = x[i + lane];
      lanes[lane] = BEATS(value, lanes[lane]) ? value : lanes[lane];
      nans[lane] |= value != value;
    }
  }
  for (int lane = 0; i < count; i++, lane++) {
    lanes[lane] = BEATS(x[i], lanes[lane]) ? x[i] : lanes[lane];
    nans[lane] |= x[i] != x[i];
  }
  float best = lanes[0];
  for (int lane = 0; lane < LANES; lane++) {
    best = BEATS(lanes[lane], best) ? lanes[lane] : best;
    if (nans[lane]) return NAN;
  }
  return x[0] != x[0] ? NAN : best;
#undef BEATS
}

// The place of the first element that is `best`, or NaN.
INLINE size_t place_of(float best, const float *x, size_t count) {
  size_t i = 0;
  for (; i + LANES <= count; i += LANES) {
    int found = 0;
    for (int lane = 0; lane < LANES; lane++) {
      found |= x[i + lane] == best || x[i + lane] != x[i + lane];
    }
    if (found) break;
  }
  while (i < count && x[i] != best && x[i] == x[i]) i++;
  return i;
}

CLONES float ck_max(const float *x, size_t count) { return extreme(x, count, 1); }

CLONES size_t ck_arg_max(const float *x, size_t count) {
  return place_of(extreme(x, count, 1), x, count);
}

CLONES size_t ck_arg_min(const float *x, size_t count) {
  return place_of(extreme(x, count, 0), x, count);
}

CLONES void ck_subtract_twice(const float *x, float first, float second, float *y, size_t count) {
  ELEMENTWISE
  for (size_t i = 0; i < count; i++) y[i] = (x[i] - first) - second;
}

CLONES void ck_sgd(float *parameter, const float *gradient, float rate, float decay, size_t count) {
  ELEMENTWISE
  for (size_t i = 0; i < count; i++) {
    parameter[i] -= rate * (gradient[i] + decay * parameter[i]);
  }
}

CLONES void ck_adam(float *parameter, const float *gradient, float *mean, float *squares,
                    size_t count, struct ck_adam_options o) {
  ELEMENTWISE
  for (size_t i = 0; i < count; i++) {
    float slope = gradient[i] + o.decay * parameter[i];
    mean[i] += (slope - mean[i]) * o.new_mean;
    squares[i] = squares[i] * o.kept_square + slope * slope * o.new_square;
    float size = sqrtf(squares[i]) / o.root + o.epsilon;
    parameter[i] = parameter[i] * o.shrink - o.rate * mean[i] / size;
  }
}
