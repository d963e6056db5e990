#ifndef PRODUCT_H
#define PRODUCT_H

#include <stddef.h>

// The arguments of ck_product_float() and ck_product_double().
struct product {
  size_t rows, columns, depth;
  const void *a, *b;
  size_t a_row, a_column, b_row, b_column;
  void *c;
  size_t c_row;
  int adds;
};

// Computes a large product with OpenBLAS. Returns 0, with nothing done, where the product is too
// small for it, its matrices lie in memory as OpenBLAS cannot read them, or OpenBLAS is not used.
int product_by_openblas_float(const struct product *p);
int product_by_openblas_double(const struct product *p);

#endif
