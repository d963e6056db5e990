#ifndef C_KERNELS_H
#define C_KERNELS_H

#include <stddef.h>
#include <stdint.h>

#include "ThreadState.h"

// Functions over arrays of float, compiled for several instruction sets; the best one the machine
// has is chosen when the program is loaded. Arithmetic, sums and steps of optimizers give the same
// bits on all of them. exp and its kin, normal numbers and products of matrices do so on every
// machine that rounds a product and a sum together, which x86 does since 2013 and ARM throughout.
//
// Errors are in units in the last place (ulp), the largest found against double precision over
// many floats; Tests/KindlingTests/Kernels/VectorMathTests.swift holds them.
//
// `x` and `y` may be the same array, and else must not overlap.

void ck_exp(const float *x, float *y, size_t count);      // 1 ulp; 0 below -104, infinity above 88.8
void ck_log(const float *x, float *y, size_t count);      // 1 ulp; NaN below 0
void ck_tanh(const float *x, float *y, size_t count);     // 2 ulp
void ck_sigmoid(const float *x, float *y, size_t count);  // 2.5 ulp

// y = exp(x - shift); the sum of y, added up in 16 lanes.
float ck_exp_shifted(const float *x, float shift, float *y, size_t count);
// The sum of exp(x - shift), added up in the same order.
float ck_sum_exp_shifted(const float *x, float shift, size_t count);

// y = a op b. A step of 0 uses the first element of that operand for every element of y. y may be
// a or b.
void ck_add(const float *a, const float *b, float *y, size_t count, int a_step, int b_step);
// Calls such a function for each of some rows, which begin so many elements apart.
void ck_each_row(void (*function)(const float *, const float *, float *, size_t, int, int),
                 const float *a, const float *b, float *y, size_t rows, size_t count,
                 ptrdiff_t a_row, ptrdiff_t b_row, ptrdiff_t y_row, int a_step, int b_step);
void ck_subtract(const float *a, const float *b, float *y, size_t count, int a_step, int b_step);
void ck_multiply(const float *a, const float *b, float *y, size_t count, int a_step, int b_step);
void ck_divide(const float *a, const float *b, float *y, size_t count, int a_step, int b_step);

// 0 where a is at most 0, else b, for NaN too: the gradient of relu's argument from its result and the
// gradient of that.
void ck_relu_slope(const float *a, const float *b, float *y, size_t count, int a_step, int b_step);

void ck_relu(const float *x, float *y, size_t count);  // NaN stays

// The sum of floats or halves, added up in 64 lanes.
float ck_sum(const void *x, size_t count);
float ck_sum_halves(const void *x, size_t count);
// y += each of `rows` rows of x, floats or halves, in turn, which are `step` apart.
void ck_accumulate(const void *x, size_t step, size_t rows, float *y, size_t count);
void ck_accumulate_halves(const void *x, size_t step, size_t rows, float *y, size_t count);
// The largest of at least one element; NaN if any is.
float ck_max(const float *x, size_t count);
// The place of the first largest, or smallest, of at least one element; that of the first NaN, if any.
size_t ck_arg_max(const float *x, size_t count);
size_t ck_arg_min(const float *x, size_t count);
// y = (x - first) - second.
void ck_subtract_twice(const float *x, float first, float second, float *y, size_t count);

// Half precision to single and back, rounded to the nearest, ties to even.
void ck_from_half(const void *x, float *y, size_t count);
void ck_to_half(const float *x, void *y, size_t count);

// One step of gradient descent: parameter -= rate (gradient + decay parameter).
void ck_sgd(float *parameter, const float *gradient, float rate, float decay, size_t count);

// One step of Adam, as Sources/Kindling/Optim/Adam.swift has it for other types.
struct ck_adam_options {
  float new_mean, kept_square, new_square, root, epsilon, rate, shrink, decay;
};
void ck_adam(float *parameter, const float *gradient, float *mean, float *squares, size_t count,
             struct ck_adam_options options);

// The next 624 states of MT19937, in place of the last.
void ck_mersenne_renew(uint32_t *state);
// The numbers in [0, 1) that PyTorch makes from states: their low 24 bits, tempered.
void ck_mersenne_uniform(const uint32_t *state, float *numbers, size_t count);
// Normal numbers from uniform ones in place, in blocks of 16: a pair from numbers j and j + 8.
void ck_box_muller(float *numbers, size_t blocks);
// x = x factor + shift, rounded once where the machine can.
void ck_stretch(float *x, float factor, float shift, size_t count);

// c = a b, or c += a b if `adds`: c has `rows` rows of `columns` elements, `c_row` apart, and each is
// the sum of `depth` products. The element of a in row i and column j is a[i * a_row + j * a_column],
// and so for b. Every set of kernels rounds in its own way, the number of threads changes nothing.
void ck_product_float(size_t rows, size_t columns, size_t depth, const float *a, size_t a_row,
                      size_t a_column, const float *b, size_t b_row, size_t b_column, float *c,
                      size_t c_row, int adds);
void ck_product_double(size_t rows, size_t columns, size_t depth, const double *a, size_t a_row,
                       size_t a_column, const double *b, size_t b_row, size_t b_column, double *c,
                       size_t c_row, int adds);

// What computes large products here, in words. OpenBLAS, if it is used, is loaded by the first
// large product or by this call.
const char *ck_product_kernels(void);

// Memory that begins at a cache line; a large block lies in huge pages where the system has them.
// NULL if there is not as much. Given back by ck_free(), with the same size.
void *ck_allocate(size_t bytes);
void ck_free(void *memory, size_t bytes);

// Runs `body(context, start, end)` over the parts of 0..<count, on as many threads as are worth
// it: no part is shorter than `grain`. Parts do not depend on which thread runs them, so results do
// not depend on the number of threads as long as `body` writes only what belongs to its part.
void ck_parallel(
    size_t count, size_t grain, void *context, void (*body)(void *, size_t start, size_t end));

// The number of threads ck_parallel uses: KINDLING_NUM_THREADS, else one for each processor.
int ck_thread_count(void);

#endif
