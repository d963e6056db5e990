#include "CVectorMath.h"

#include <math.h>
#include <stdint.h>
#include <string.h>

#include "Clones.h"

INLINE float as_float(int32_t bits) {
  float value;
  memcpy(&value, &bits, sizeof value);
  return value;
}

INLINE int32_t as_bits(float value) {
  int32_t bits;
  memcpy(&bits, &value, sizeof bits);
  return bits;
}

// The nearest whole number, for |x| < 2^22: adding and taking away 1.5 * 2^23 leaves no fraction.
INLINE float nearest(float x) {
  const float magic = 12582912.0f;
  return (x + magic) - magic;
}

// exp(x) = 2^n exp(r), n = round(x / ln 2), |r| <= ln(2) / 2, with ln 2 in two parts so that r is
// exact to about 2^-40. The polynomial is the minimax one of degree 6 for exp(r) - 1 - r.
INLINE float exp1(float x) {
  float bounded = x < -104.0f ? -104.0f : x > 89.0f ? 89.0f : x;
  float n = nearest(bounded * 1.44269504088896341f);
  float r = (bounded - n * 0.693359375f) - n * -2.12194440e-4f;
  float p = 1.9875691500e-4f;
  p = p * r + 1.3981999507e-3f;
  p = p * r + 8.3334519073e-3f;
  p = p * r + 4.1665795894e-2f;
  p = p * r + 1.6666665459e-1f;
  p = p * r + 5.0000001201e-1f;
  p = p * (r * r) + r + 1.0f;
  // 2^n in two factors: n reaches -150, and a float's exponent does not.
  int32_t whole = (int32_t)n;
  int32_t half = whole >> 1;
  float result = p * as_float((half + 127) << 23) * as_float((whole - half + 127) << 23);
  return x != x ? x : result;
}

// log(x) = e ln 2 + log(m), m in [sqrt(1/2), sqrt(2)). Cephes' polynomial for log(1 + f) / f.
INLINE float log1(float x) {
  int tiny = x < 1.17549435e-38f;
  float scaled = tiny ? x * 8388608.0f : x;
  int32_t bits = as_bits(scaled);
  int32_t exponent = ((bits >> 23) & 0xff) - 126;
  float m = as_float((bits & 0x007fffff) | 0x3f000000);
  int low = m < 0.707106781186547524f;
  float e = (float)(exponent - (tiny ? 23 : 0) - (low ? 1 : 0));
  float f = (low ? m + m : m) - 1.0f;
  float z = f * f;
  float p = 7.0376836292e-2f;
  p = p * f - 1.1514610310e-1f;
  p = p * f + 1.1676998740e-1f;
  p = p * f - 1.2420140846e-1f;
  p = p * f + 1.4249322787e-1f;
  p = p * f - 1.6668057665e-1f;
  p = p * f + 2.0000714765e-1f;
  p = p * f - 2.4999993993e-1f;
  p = p * f + 3.3333331174e-1f;
  float y = p * f * z + e * -2.12194440e-4f - 0.5f * z;
  float result = f + y + e * 0.693359375f;
  result = x == 0.0f ? -INFINITY : result;
  result = x == INFINITY ? x : result;
  return x < 0.0f || x != x ? NAN : result;
}

// Small arguments by Cephes' polynomial, others by 1 - 2 / (exp(2|x|) + 1).
INLINE float tanh1(float x) {
  float size = x < 0.0f ? -x : x;
  float z = x * x;
  float p = -5.70498872745e-3f;
  p = p * z + 2.06390887954e-2f;
  p = p * z - 5.37397155531e-2f;
  p = p * z + 1.33314422036e-1f;
  p = p * z - 3.33332819422e-1f;
  float near = p * z * x + x;
  float far = 1.0f - 2.0f / (exp1(size + size) + 1.0f);
  float result = size < 0.625f ? near : (x < 0.0f ? -far : far);
  return x != x ? x : result;
}

// exp of a number that is never positive does not overflow.
INLINE float sigmoid1(float x) {
  float size = x < 0.0f ? -x : x;
  float power = exp1(-size);
  float result = (x < 0.0f ? power : 1.0f) / (1.0f + power);
  return x != x ? x : result;
}

CLONES void vm_exp(const float *x, float *y, size_t count) {
  for (size_t i = 0; i < count; i++) y[i] = exp1(x[i]);
}

CLONES void vm_log(const float *x, float *y, size_t count) {
  for (size_t i = 0; i < count; i++) y[i] = log1(x[i]);
}

CLONES void vm_tanh(const float *x, float *y, size_t count) {
  for (size_t i = 0; i < count; i++) y[i] = tanh1(x[i]);
}

CLONES void vm_sigmoid(const float *x, float *y, size_t count) {
  for (size_t i = 0; i < count; i++) y[i] = sigmoid1(x[i]);
}

CLONES float vm_exp_shifted(const float *x, float shift, float *y, size_t count) {
  float lanes[LANES] = {0};
  size_t i = 0;
  for (; i + LANES <= count; i += LANES) {
    for (int lane = 0; lane < LANES; lane++) {
      float power = exp1(x[i + lane] - shift);
      y[i + lane] = power;
      lanes[lane] += power;
    }
  }
  for (int lane = 0; i < count; i++, lane++) lanes[lane] += y[i] = exp1(x[i] - shift);
  return sum_lanes(lanes);
}

CLONES float vm_sum_exp_shifted(const float *x, float shift, size_t count) {
  float lanes[LANES] = {0};
  size_t i = 0;
  for (; i + LANES <= count; i += LANES) {
    for (int lane = 0; lane < LANES; lane++) lanes[lane] += exp1(x[i + lane] - shift);
  }
  for (int lane = 0; i < count; i++, lane++) lanes[lane] += exp1(x[i] - shift);
  return sum_lanes(lanes);
}
