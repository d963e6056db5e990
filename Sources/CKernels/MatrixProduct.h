// The matrix product for one type of number and one instruction set; MatrixProduct.c includes this
// once for each. Before, it defines SCALAR, the number of them in a VECTOR, the ROWS of a tile,
// NAME, which makes names unique, and TARGET, the function attribute.

#define COLUMNS (2 * WIDTH)

_Static_assert(BLOCK_ROWS % ROWS == 0, "a block is a whole number of tiles high");

typedef SCALAR NAME(vector) __attribute__((vector_size(WIDTH * sizeof(SCALAR)), aligned(1)));
typedef SCALAR NAME(quad) __attribute__((vector_size(4 * sizeof(SCALAR)), aligned(1)));
#define VECTOR NAME(vector)
#define QUAD NAME(quad)

// One tile of the result, held in registers while `depth` products are added up. `a` is packed
// column by column of the tile's ROWS rows, `b` row by row of its COLUMNS columns.
TARGET static void NAME(tile)(size_t depth, const SCALAR *a, const SCALAR *b, SCALAR *c,
                              size_t c_row, int adds) {
  VECTOR sums[ROWS][2];
  for (int row = 0; row < ROWS; row++) {
    sums[row][0] = sums[row][1] = (VECTOR){0};
    // On its way while the products are added up.
    __builtin_prefetch(c + row * c_row, 1);
    __builtin_prefetch(c + row * c_row + WIDTH, 1);
  }
  for (size_t step = 0; step < depth; step++, a += ROWS, b += COLUMNS) {
    VECTOR left = *(const VECTOR *)b, right = *(const VECTOR *)(b + WIDTH);
#pragma clang loop unroll(full)
    for (int row = 0; row < ROWS; row++) {
      VECTOR factor = a[row] - (VECTOR){0};
      sums[row][0] = factor * left + sums[row][0];
      sums[row][1] = factor * right + sums[row][1];
    }
  }
#pragma clang loop unroll(full)
  for (int row = 0; row < ROWS; row++) {
    VECTOR *to = (VECTOR *)(c + row * c_row);
    to[0] = adds ? to[0] + sums[row][0] : sums[row][0];
    to[1] = adds ? to[1] + sums[row][1] : sums[row][1];
  }
}

// A tile at the edge of the result: computed beside it, then copied as far as it reaches.
TARGET static void NAME(edge_tile)(size_t depth, const SCALAR *a, const SCALAR *b, SCALAR *c,
                                   size_t c_row, int adds, size_t rows, size_t columns) {
  SCALAR whole[ROWS * COLUMNS];
  NAME(tile)(depth, a, b, whole, COLUMNS, 0);
  for (size_t row = 0; row < rows; row++) {
    for (size_t column = 0; column < columns; column++) {
      SCALAR *to = c + row * c_row + column, sum = whole[row * COLUMNS + column];
      *to = adds ? *to + sum : sum;
    }
  }
}

// The tiles of one block of packed rows and one panel of packed columns.
TARGET static void NAME(tiles)(size_t depth, const SCALAR *block, const SCALAR *panel, SCALAR *c,
                               size_t c_row, int adds, size_t rows, size_t columns) {
  for (size_t column = 0; column < columns; column += COLUMNS) {
    size_t width = columns - column < COLUMNS ? columns - column : COLUMNS;
    for (size_t row = 0; row < rows; row += ROWS) {
      size_t height = rows - row < ROWS ? rows - row : ROWS;
      const SCALAR *a = block + row * depth, *b = panel + column * depth;
      SCALAR *to = c + row * c_row + column;
      if (height == ROWS && width == COLUMNS) {
        NAME(tile)(depth, a, b, to, c_row, adds);
      } else {
        NAME(edge_tile)(depth, a, b, to, c_row, adds, height, width);
      }
    }
  }
}

// Four lines of four elements, turned so that the elements of a step lie together.
TARGET static inline void NAME(turn)(const SCALAR *from, size_t line, SCALAR *to, size_t group) {
  QUAD a = *(const QUAD *)from, b = *(const QUAD *)(from + line);
  QUAD c = *(const QUAD *)(from + 2 * line), d = *(const QUAD *)(from + 3 * line);
  QUAD ac = __builtin_shufflevector(a, c, 0, 4, 1, 5), ca = __builtin_shufflevector(a, c, 2, 6, 3, 7);
  QUAD bd = __builtin_shufflevector(b, d, 0, 4, 1, 5), db = __builtin_shufflevector(b, d, 2, 6, 3, 7);
  *(QUAD *)to = __builtin_shufflevector(ac, bd, 0, 4, 1, 5);
  *(QUAD *)(to + group) = __builtin_shufflevector(ac, bd, 2, 6, 3, 7);
  *(QUAD *)(to + 2 * group) = __builtin_shufflevector(ca, db, 0, 4, 1, 5);
  *(QUAD *)(to + 3 * group) = __builtin_shufflevector(ca, db, 2, 6, 3, 7);
}

// Copies `lines` lines of `depth` elements so that the tiles' elements of one step lie together,
// `group` lines at a time; lines that are missing from the last group are 0.
TARGET static void NAME(pack)(const SCALAR *from, size_t line, size_t step, size_t lines,
                              size_t depth, size_t group, SCALAR *to) {
  for (size_t first = 0; first < lines; first += group, to += group * depth) {
    size_t count = lines - first < group ? lines - first : group;
    const SCALAR *source = from + first * line;
    if (count < group) memset(to, 0, group * depth * sizeof(SCALAR));
    if (line == 1 && count == COLUMNS && group == COLUMNS) {
      for (size_t k = 0; k < depth; k++) {
        *(VECTOR *)(to + k * COLUMNS) = *(const VECTOR *)(source + k * step);
        *(VECTOR *)(to + k * COLUMNS + WIDTH) = *(const VECTOR *)(source + k * step + WIDTH);
      }
      continue;
    }
    if (line == 1) {
      for (size_t k = 0; k < depth; k++) {
        for (size_t i = 0; i < count; i++) to[k * group + i] = source[k * step + i];
      }
      continue;
    }
    size_t whole = step == 1 ? count / 4 * 4 : 0, turned = depth / 4 * 4;
    for (size_t i = 0; i < whole; i += 4) {
      for (size_t k = 0; k < turned; k += 4) {
        NAME(turn)(source + i * line + k, line, to + k * group + i, group);
      }
    }
    for (size_t i = 0; i < count; i++) {
      for (size_t k = i < whole ? turned : 0; k < depth; k++) {
        to[k * group + i] = source[i * line + k * step];
      }
    }
  }
}

// A rectangle of the result, panel by panel of b and block by block of a.
TARGET static void NAME(rectangle)(const struct product *p, size_t first_row, size_t rows,
                                   size_t first_column, size_t columns) {
  for (size_t j = 0; j < columns; j += PANEL_COLUMNS) {
    size_t width = columns - j < PANEL_COLUMNS ? columns - j : PANEL_COLUMNS;
    size_t groups = (width + COLUMNS - 1) / COLUMNS;
    for (size_t k = 0, depth; k < p->depth; k += depth) {
      depth = panel_depth(p->depth - k);
      const SCALAR *b = (const SCALAR *)p->b + k * p->b_row + (first_column + j) * p->b_column;
      SCALAR *panel = scratch(PANEL_BUFFER, groups * COLUMNS * depth * sizeof(SCALAR));
      NAME(pack)(b, p->b_column, p->b_row, width, depth, COLUMNS, panel);
      for (size_t i = 0; i < rows; i += BLOCK_ROWS) {
        size_t height = rows - i < BLOCK_ROWS ? rows - i : BLOCK_ROWS;
        const SCALAR *a = (const SCALAR *)p->a + (first_row + i) * p->a_row + k * p->a_column;
        SCALAR *block = scratch(BLOCK_BUFFER, BLOCK_ROWS * depth * sizeof(SCALAR));
        NAME(pack)(a, p->a_row, p->a_column, height, depth, ROWS, block);
        SCALAR *c = (SCALAR *)p->c + (first_row + i) * p->c_row + first_column + j;
        NAME(tiles)(depth, block, panel, c, p->c_row, p->adds || k > 0, height, width);
      }
    }
  }
}

TARGET static void NAME(part)(void *context, size_t start, size_t end) {
  const struct shared_product *shared = context;
  for (size_t index = start; index < end; index++) {
    size_t row = index / shared->across * shared->rows, column = index % shared->across * shared->columns;
    if (row >= shared->product->rows || column >= shared->product->columns) continue;
    size_t rows = shared->product->rows - row, columns = shared->product->columns - column;
    NAME(rectangle)(shared->product, row, rows < shared->rows ? rows : shared->rows, column,
                    columns < shared->columns ? columns : shared->columns);
  }
}

TARGET static void NAME(product)(const struct product *p) {
  if (p->rows * p->columns * p->depth < PARALLEL_PRODUCTS) {
    return NAME(rectangle)(p, 0, p->rows, 0, p->columns);
  }
  struct shared_product shared = share(p, ROWS, COLUMNS);
  ck_parallel(shared.parts, 1, &shared, NAME(part));
}

// One row of the result, where the rows of b lie in memory: a stretch of it at a time, which stays in
// registers.
TARGET static void NAME(row_from_rows)(const struct product *p, const SCALAR *a, SCALAR *c) {
  enum { STRETCH = 8 * WIDTH };
  for (size_t first = 0; first < p->columns; first += STRETCH) {
    size_t count = p->columns - first < STRETCH ? p->columns - first : STRETCH;
    const SCALAR *row = (const SCALAR *)p->b + first;
    SCALAR sums[STRETCH];
    for (size_t j = 0; j < count; j++) sums[j] = a[0] * row[j];
    for (size_t k = 1; k < p->depth; k++) {
      row += p->b_row;
      SCALAR factor = a[k * p->a_column];
      for (size_t j = 0; j < count; j++) sums[j] = factor * row[j] + sums[j];
    }
    for (size_t j = 0; j < count; j++) c[first + j] = p->adds ? c[first + j] + sums[j] : sums[j];
  }
}

// One row of the result, where the columns of b lie in memory, or neither. The lanes are as many for
// every instruction set, so that all give the same bits.
TARGET static void NAME(row_from_columns)(const struct product *p, const SCALAR *a, SCALAR *c) {
  enum { LANES = 64 / sizeof(SCALAR) };
  for (size_t j = 0; j < p->columns; j++) {
    const SCALAR *column = (const SCALAR *)p->b + j * p->b_column;
    SCALAR sum = 0;
    size_t k = 0;
    if (p->a_column == 1 && p->b_row == 1 && p->depth >= 2 * LANES) {
      SCALAR lanes[LANES] = {0};
      for (; k + LANES <= p->depth; k += LANES) {
        for (int lane = 0; lane < LANES; lane++) {
          lanes[lane] = a[k + lane] * column[k + lane] + lanes[lane];
        }
      }
      for (int lane = 0; lane < LANES; lane++) sum += lanes[lane];
    }
    for (; k < p->depth; k++) sum = a[k * p->a_column] * column[k * p->b_row] + sum;
    c[j] = p->adds ? c[j] + sum : sum;
  }
}

// Without packing, for products with few rows or few operations.
TARGET static void NAME(direct)(const struct product *p) {
  for (size_t i = 0; i < p->rows; i++) {
    const SCALAR *a = (const SCALAR *)p->a + i * p->a_row;
    SCALAR *c = (SCALAR *)p->c + i * p->c_row;
    if (p->b_column == 1) {
      NAME(row_from_rows)(p, a, c);
    } else {
      NAME(row_from_columns)(p, a, c);
    }
  }
}

#undef COLUMNS
#undef VECTOR
#undef QUAD
#undef SCALAR
#undef WIDTH
#undef ROWS
#undef NAME
#undef TARGET
