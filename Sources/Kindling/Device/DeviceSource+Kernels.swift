/// The kernels that are written out, which move, order, combine and multiply elements.
extension DeviceSource {
  /// Kernels whose text is the same for every dtype.
  static let shared: [String] = [
    """
    kernel void fill(global S *y, Walk w, uint n, C number) {
      uint i = get_global_id(0);
      if (i >= n) return;
      STORE(y, locate(&w, i).x, number);
    }
    kernel void choose(global const uchar *f, global const S *x, global const S *z, global S *y,
                       Walk w, uint n, uint numbers, uchar flag, C first, C second) {
      uint i = get_global_id(0);
      if (i >= n) return;
      uint4 at = locate(&w, i);
      C a = numbers & 2 ? first : LOAD(x, at.z);
      C b = numbers & 4 ? second : LOAD(z, at.w);
      STORE(y, at.x, (numbers & 1 ? flag : f[at.y]) ? a : b);
    }
    """,
    // A search through the given positions, or through all of them. The earliest of equal elements
    // wins, and the first NaN, which is unequal to itself, ends the search.
    """
    kernel void extreme(global const S *x, global const long *k, global long *y, Walk w, uint n,
                        uint count, uint step, uint parts, uint given, uint largest) {
      uint i = get_global_id(0);
      if (i >= n * parts) return;
      uint4 at = locate(&w, i / parts);
      uint length = (count + parts - 1) / parts;
      uint first = (i % parts) * length, end = min(first + length, count);
      if (first >= end) first = end - 1;
      uint best = given ? k[(i / parts) * count + first] : first;
      C top = LOAD(x, at.y + best * step);
      for (uint j = first + 1; j < end && top == top; j++) {
        uint place = given ? k[(i / parts) * count + j] : j;
        C next = LOAD(x, at.y + place * step);
        if ((largest ? LESS(top, next) : LESS(next, top)) || next != next) {
          best = place;
          top = next;
        }
      }
      y[parts > 1 ? i : at.x] = best;
    }
    kernel void running_sum(global const S *x, global S *y, Walk w, uint n, uint count, uint from,
                            uint to) {
      uint i = get_global_id(0);
      if (i >= n) return;
      uint4 at = locate(&w, i);
      R total = 0;
      for (uint j = 0; j < count; j++) {
        total = ADD(total, (R)LOAD(x, at.y + j * from));
        STORE(y, at.x + j * to, (C)total);
      }
    }
    inline bool below(C a, C b) { return LESS(a, b) || (b != b && a == a); }
    kernel void order(global const S *x, global long *y, Walk w, uint n, uint count, uint from,
                      uint to, uint descending) {
      uint i = get_global_id(0);
      if (i >= n * count) return;
      uint4 at = locate(&w, i / count);
      uint own = i % count, rank = 0;
      C a = LOAD(x, at.y + own * from);
      for (uint j = 0; j < count; j++) {
        C b = LOAD(x, at.y + j * from);
        bool before = descending ? below(a, b) : below(b, a);
        bool after = descending ? below(b, a) : below(a, b);
        if (before || (!after && j < own)) rank++;
      }
      y[at.x + rank * to] = own;
    }
    """,
    """
    kernel void gather(global const S *whole, global const long *index, global S *picked, Walk w,
                       uint n, uint along) {
      uint i = get_global_id(0);
      if (i >= n) return;
      uint4 at = locate(&w, i);
      STORE(picked, at.x, LOAD(whole, at.z + (uint)index[at.y] * along));
    }
    kernel void scatter(global S *whole, global const long *index, global const S *picked, Walk w,
                        uint n, uint count, uint indexStep, uint pickedStep, uint along, uint adds) {
      uint i = get_global_id(0);
      if (i >= n) return;
      uint4 at = locate(&w, i);
      for (uint j = 0; j < count; j++) {
        uint place = at.x + (uint)index[at.y + j * indexStep] * along;
        C value = LOAD(picked, at.z + j * pickedStep);
        if (adds) value = ADD(LOAD(whole, place), value);
        STORE(whole, place, value);
      }
    }
    kernel void read_slices(global const S *whole, global const int *starts, global S *picked, Walk w,
                            uint n, uint count, uint step) {
      uint i = get_global_id(0);
      if (i >= n * count) return;
      uint4 at = locate(&w, i % n);
      STORE(picked, at.y + (i / n) * step, LOAD(whole, at.x + (uint)starts[i / n]));
    }
    kernel void write_slices(global S *whole, global const int *starts, global const S *picked, Walk w,
                             uint n, uint count, uint step, uint adds) {
      uint i = get_global_id(0);
      if (i >= n) return;
      uint4 at = locate(&w, i);
      for (uint j = 0; j < count; j++) {
        uint place = at.x + (uint)starts[j];
        C value = LOAD(picked, at.y + j * step);
        if (adds) value = ADD(LOAD(whole, place), value);
        STORE(whole, place, value);
      }
    }
    """,
    // Both sum in the order of the inner dimension, so they agree bit for bit.
    """
    kernel void product(global const S *a, global const S *b, global S *y, uint rows, uint columns,
                        uint inner, uint aStart, uint aRow, uint aColumn, uint bStart, uint bRow,
                        uint bColumn, uint yStart, uint yRow, uint yColumn, uint adds) {
      uint column = get_global_id(0), row = get_global_id(1);
      if (row >= rows || column >= columns) return;
      C total = 0;
      for (uint k = 0; k < inner; k++) {
        total = MULADD(LOAD(a, aStart + row * aRow + k * aColumn),
                       LOAD(b, bStart + k * bRow + column * bColumn), total);
      }
      uint at = yStart + row * yRow + column * yColumn;
      if (adds) total = ADD(LOAD(y, at), total);
      STORE(y, at, total);
    }
    kernel __attribute__((reqd_work_group_size(16, 16, 1)))
    void tiled_product(global const S *a, global const S *b, global S *y, uint rows, uint columns,
                       uint inner, uint aStart, uint aRow, uint aColumn, uint bStart, uint bRow,
                       uint bColumn, uint yStart, uint yRow, uint yColumn, uint adds) {
      local C left[16][65];
      local C right[16][65];
      uint x = get_local_id(0), z = get_local_id(1);
      uint column = get_group_id(0) * 64, row = get_group_id(1) * 64;
      C total[4][4];
      for (uint i = 0; i < 4; i++) for (uint j = 0; j < 4; j++) total[i][j] = 0;
      for (uint start = 0; start < inner; start += 16) {
        for (uint part = 0; part < 4; part++) {
          uint flat = part * 256 + z * 16 + x;
          // Neighbours read neighbours, whichever way the matrix lies.
          uint r = aColumn == 1 ? flat / 16 : flat % 64, k = aColumn == 1 ? flat % 16 : flat / 64;
          left[k][r] = row + r < rows && start + k < inner
            ? LOAD(a, aStart + (row + r) * aRow + (start + k) * aColumn) : (C)0;
          uint c = bColumn == 1 ? flat % 64 : flat / 16, m = bColumn == 1 ? flat / 64 : flat % 16;
          right[m][c] = column + c < columns && start + m < inner
            ? LOAD(b, bStart + (start + m) * bRow + (column + c) * bColumn) : (C)0;
        }
        barrier(CLK_LOCAL_MEM_FENCE);
        uint depth = min(inner - start, 16u);
        for (uint k = 0; k < depth; k++) {
          C l[4], r[4];
          for (uint i = 0; i < 4; i++) l[i] = left[k][z + 16 * i];
          for (uint j = 0; j < 4; j++) r[j] = right[k][x + 16 * j];
          for (uint i = 0; i < 4; i++)
            for (uint j = 0; j < 4; j++) total[i][j] = MULADD(l[i], r[j], total[i][j]);
        }
        barrier(CLK_LOCAL_MEM_FENCE);
      }
      for (uint i = 0; i < 4; i++) {
        for (uint j = 0; j < 4; j++) {
          uint r = row + z + 16 * i, c = column + x + 16 * j;
          if (r >= rows || c >= columns) continue;
          uint at = yStart + r * yRow + c * yColumn;
          STORE(y, at, adds ? ADD(LOAD(y, at), total[i][j]) : total[i][j]);
        }
      }
    }
    """,
  ]

  /// For floating-point numbers, with one item per slice.
  static let softmax = """
    kernel void softmax(global const S *x, global S *y, Walk w, uint n, uint count, uint from, uint to,
                        uint logarithmic) {
      uint i = get_global_id(0);
      if (i >= n) return;
      uint4 at = locate(&w, i);
      C largest = LOAD(x, at.y), total = 0;
      for (uint j = 1; j < count; j++) {
        C v = LOAD(x, at.y + j * from);
        if (v > largest) largest = v;
      }
      for (uint j = 0; j < count;) {
        C block = 0;
        for (uint k = 0; k < 64 && j < count; k++, j++)
          block += exp(LOAD(x, at.y + j * from) - largest);
        total += block;
      }
      C shift = log(total);
      for (uint j = 0; j < count; j++) {
        C v = LOAD(x, at.y + j * from) - largest;
        STORE(y, at.x + j * to, logarithmic ? v - shift : exp(v) / total);
      }
    }
    """

  /// Each output is reduced in pieces, and each piece in blocks of 64 whose sums are added, so that
  /// the error grows with a piece's length over 64. A piece's elements are as far apart as there
  /// are pieces, so that neighbouring items read neighbouring memory.
  var reductions: [String] {
    [("add", "ADD"), ("multiply", "MUL")].map { name, step in
      """
      kernel void reduce_\(name)(global const S *x, global S *y, Walk outer, Walk inner,
                                 uint outputs, uint count, uint pieces, C start) {
        uint i = get_global_id(0);
        if (i >= outputs * pieces) return;
        uint4 at = locate(&outer, i % outputs);
        C total = start;
        for (uint k = i / outputs; k < count;) {
          C block = start;
          for (uint j = 0; j < 64 && k < count; j++, k += pieces)
            block = \(step)(block, LOAD(x, at.y + locate(&inner, k).x));
          total = \(step)(total, block);
        }
        STORE(y, pieces > 1 ? i : at.x, total);
      }
      """
    }
  }
}
