#ifndef C_VECTOR_MATH_H
#define C_VECTOR_MATH_H

#include <stddef.h>

// Functions over arrays of float, compiled for several instruction sets; the best one the machine
// has is chosen when the program is loaded. All give the same bits: no multiplication and addition
// are contracted into one rounding.
//
// Errors are in units in the last place (ulp), the largest found against double precision over
// many floats; Tests/KindlingTests/VectorMathTests.swift holds them.
//
// `x` and `y` may be the same array, and else must not overlap.

void vm_exp(const float *x, float *y, size_t count);      // 1 ulp; 0 below -104, infinity above 88.8
void vm_log(const float *x, float *y, size_t count);      // 1 ulp; NaN below 0
void vm_tanh(const float *x, float *y, size_t count);     // 2 ulp
void vm_sigmoid(const float *x, float *y, size_t count);  // 2.5 ulp

// y = exp(x - shift); the sum of y, added up in 16 lanes.
float vm_exp_shifted(const float *x, float shift, float *y, size_t count);
// The sum of exp(x - shift), added up in the same order.
float vm_sum_exp_shifted(const float *x, float shift, size_t count);

// y = a op b. A step of 0 uses the first element of that operand for every element of y. y may be
// a or b.
void vm_add(const float *a, const float *b, float *y, size_t count, int a_step, int b_step);
void vm_subtract(const float *a, const float *b, float *y, size_t count, int a_step, int b_step);
void vm_multiply(const float *a, const float *b, float *y, size_t count, int a_step, int b_step);
void vm_divide(const float *a, const float *b, float *y, size_t count, int a_step, int b_step);

void vm_relu(const float *x, float *y, size_t count);  // NaN stays

// The sum, added up in 16 lanes.
float vm_sum(const float *x, size_t count);
// y += x.
void vm_accumulate(const float *x, float *y, size_t count);
// The largest of at least one element; NaN if any is.
float vm_max(const float *x, size_t count);

// Runs `body(context, start, end)` over the parts of 0..<count, on as many threads as are worth
// it: no part is shorter than `grain`. Parts do not depend on which thread runs them, so results do
// not depend on the number of threads as long as `body` writes only what belongs to its part.
void vm_parallel(
    size_t count, size_t grain, void *context, void (*body)(void *, size_t start, size_t end));

// The number of threads vm_parallel uses: KINDLING_NUM_THREADS, else one for each processor.
int vm_thread_count(void);

#endif
