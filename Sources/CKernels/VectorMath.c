#include "CKernels.h"

#include <math.h>
#include <stdint.h>
#include <string.h>

#include "Clones.h"

// A product and the sum it goes into may be rounded once, where the machine can: these functions
// are mostly such sums. The result is then closer, but not the same bits as on a machine that cannot.
#pragma STDC FP_CONTRACT ON

INLINE float as_float(uint32_t bits) {
  float value;
  memcpy(&value, &bits, sizeof value);
  return value;
}

INLINE uint32_t as_bits(float value) {
  uint32_t bits;
  memcpy(&bits, &value, sizeof bits);
  return bits;
}

// Added and taken away again it leaves the nearest whole number, for |x| < 2^22: 1.5 * 2^23.
static const float magic = 12582912.0f;

INLINE float nearest(float x) { return (x + magic) - magic; }

// exp(x) = 2^n exp(r), n = round(x / ln 2), |r| <= ln(2) / 2, with ln 2 in two parts so that r is
// exact to about 2^-40.
struct reduced { float shifted, r; };

INLINE struct reduced reduce(float x) {
  // The magic number leaves n in the low bits of the sum, and its own bits end in nine zeros.
  float shifted = x * 1.44269504088896341f + magic, n = shifted - magic;
  return (struct reduced){shifted, (x - n * 0.693359375f) - n * -2.12194440e-4f};
}

// exp(r), with the minimax polynomial of degree 6 for exp(r) - 1 - r.
INLINE float exp_reduced(float r) {
  float p = 1.381453825160861e-3f;
  p = p * r + 8.36874544620514e-3f;
  p = p * r + 4.166838899254799e-2f;
  p = p * r + 1.666652113199234e-1f;
  p = p * r + 4.999999403953552e-1f;
  p = p * r + 1.0f;
  return p * r + 1.0f;
}

// 2^(-n - less)
INLINE float shrinking(float shifted, uint32_t less) {
  return as_float((127 - less - as_bits(shifted)) << 23);
}

// n is added to the exponent of exp(r), 1 less of it or 64 more, so that the sum stays an exponent
// from -150 to 128; the last product puts that right. The last term is 0, or NaN for NaN.
INLINE float exp1(float x) {
  float bounded = -104.0f > x ? -104.0f : x;
  bounded = 89.0f < bounded ? 89.0f : bounded;
  struct reduced at = reduce(bounded);
  int low = x < -64.0f;
  uint32_t bits = as_bits(exp_reduced(at.r)) + (as_bits(at.shifted) << 23);
  float power = as_float(bits + (low ? 64u << 23 : -(1u << 23)));
  return power * (low ? 0x1p-64f : 2.0f) + (at.r - at.r);
}

// log(x) = e ln 2 + log(m), m in [sqrt(1/2), sqrt(2)). Cephes' polynomial for log(1 + f) / f.
INLINE float log1(float x) {
  int tiny = x < 1.17549435e-38f;
  float scaled = tiny ? x * 8388608.0f : x;
  uint32_t bits = as_bits(scaled);
  int32_t exponent = (int32_t)((bits >> 23) & 0xff) - 126;
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

// Small arguments by Cephes' polynomial, others by 1 - 2 / (exp(2|x|) + 1), which is exact to the last
// bit near 1: there 1 - tanh(x)^2 shows every bit that is wrong. From 10 on it is 1.
INLINE float tanh1(float x) {
  float size = fabsf(x);
  float bounded = 10.0f < size ? 10.0f : size;
  struct reduced at = reduce(bounded + bounded);
  float shrink = shrinking(at.shifted, 0);
  float large = 1.0f - (shrink + shrink) / (exp_reduced(at.r) + shrink);
  float z = x * x;
  float p = -5.70498872745e-3f;
  p = p * z + 2.06390887954e-2f;
  p = p * z - 5.37397155531e-2f;
  p = p * z + 1.33314422036e-1f;
  p = p * z - 3.33332819422e-1f;
  return copysignf(size < 0.625f ? p * z * size + size : large, x);
}

// exp(r) / (exp(r) + 2^-n), which does not overflow; far below 0 with a power that a float can hold,
// beside which exp(r) does not count any more, and the rest of it in the last product.
INLINE float sigmoid1(float x) {
  float bounded = -104.0f > x ? -104.0f : x;
  bounded = 87.0f < bounded ? 87.0f : bounded;
  struct reduced at = reduce(bounded);
  int low = x < -64.0f;
  float power = exp_reduced(at.r);
  return power / (power + shrinking(at.shifted, low ? 64 : 0)) * (low ? 0x1p-64f : 1.0f);
}

// sin and cos of 0 <= x < 7, by the quarter turn that x is nearest to, with pi / 2 in three parts.
// Cephes' polynomials for |r| <= pi / 4.
INLINE void sincos1(float x, float *sine, float *cosine) {
  float n = nearest(x * 0.636619772367581343f);
  float r = ((x - n * 1.5703125f) - n * 4.837512969970703125e-4f) - n * 7.549789948768648e-8f;
  float z = r * r;
  float s = -1.9515295891e-4f;
  s = s * z + 8.3321608736e-3f;
  s = s * z - 1.6666654611e-1f;
  s = s * z * r + r;
  float c = 2.443315711809948e-5f;
  c = c * z - 1.388731625493765e-3f;
  c = c * z + 4.166664568298827e-2f;
  c = c * z * z - 0.5f * z + 1.0f;
  int32_t quarter = (int32_t)n;
  float first = quarter & 1 ? c : s, second = quarter & 1 ? s : c;
  *sine = quarter & 2 ? -first : first;
  *cosine = (quarter + 1) & 2 ? -second : second;
}

CLONES void ck_exp(const float *x, float *y, size_t count) {
  ELEMENTWISE
  for (size_t i = 0; i < count; i++) y[i] = exp1(x[i]);
}

CLONES void ck_log(const float *x, float *y, size_t count) {
  ELEMENTWISE
  for (size_t i = 0; i < count; i++) y[i] = log1(x[i]);
}

CLONES void ck_tanh(const float *x, float *y, size_t count) {
  ELEMENTWISE
  for (size_t i = 0; i < count; i++) y[i] = tanh1(x[i]);
}

CLONES void ck_sigmoid(const float *x, float *y, size_t count) {
  ELEMENTWISE
  for (size_t i = 0; i < count; i++) y[i] = sigmoid1(x[i]);
}

// The last elements, where they do not fill all lanes: what is missing is so low that its exp is 0.
INLINE void fill_lanes(const float *x, size_t count, float *lanes) {
  for (size_t lane = 0; lane < LANES; lane++) lanes[lane] = lane < count ? x[lane] : -INFINITY;
}

CLONES float ck_exp_shifted(const float *x, float shift, float *y, size_t count) {
  float lanes[LANES] = {0}, last[LANES];
  size_t i = 0;
  for (; i + LANES <= count; i += LANES) {
    for (int lane = 0; lane < LANES; lane++) {
      float power = exp1(x[i + lane] - shift);
      y[i + lane] = power;
      lanes[lane] += power;
    }
  }
  fill_lanes(x + i, count - i, last);
  for (int lane = 0; lane < LANES; lane++) {
    last[lane] = exp1(last[lane] - shift);
    lanes[lane] += last[lane];
  }
  memcpy(y + i, last, (count - i) * sizeof *y);
  return sum_lanes(lanes);
}

CLONES float ck_sum_exp_shifted(const float *x, float shift, size_t count) {
  float lanes[LANES] = {0}, last[LANES];
  size_t i = 0;
  for (; i + LANES <= count; i += LANES) {
    for (int lane = 0; lane < LANES; lane++) lanes[lane] += exp1(x[i + lane] - shift);
  }
  fill_lanes(x + i, count - i, last);
  for (int lane = 0; lane < LANES; lane++) lanes[lane] += exp1(last[lane] - shift);
  return sum_lanes(lanes);
}

CLONES void ck_box_muller(float *numbers, size_t blocks) {
  for (size_t block = 0; block < blocks; block++, numbers += 16) {
    for (int j = 0; j < 8; j++) {
      float sine, cosine, radius = sqrtf(-2.0f * log1(1.0f - numbers[j]));
      sincos1(6.28318530717958648f * numbers[j + 8], &sine, &cosine);
      numbers[j] = radius * cosine;
      numbers[j + 8] = radius * sine;
    }
  }
}

CLONES void ck_stretch(float *x, float factor, float shift, size_t count) {
  for (size_t i = 0; i < count; i++) x[i] = x[i] * factor + shift;
}
