/// The steps of optimizers, each for one parameter, whose tensors are all contiguous.
extension DeviceSource {
  static let steps: [String] = [
    """
    kernel void sgd(uint n, global S *p, global S *g, global S *v, uint p0, uint g0, uint v0, C rate,
                    C decay, C momentum, C share, C ahead, uint hasVelocity) {
      uint i = get_global_id(0);
      if (i >= n) return;
      C own = LOAD(p, p0 + i), slope = LOAD(g, g0 + i) + decay * own;
      if (hasVelocity) {
        C speed = momentum * LOAD(v, v0 + i) + share * slope;
        STORE(v, v0 + i, speed);
        slope = ahead != 0 ? slope + momentum * speed : speed;
      }
      STORE(p, p0 + i, own - rate * slope);
    }
    """,
    """
    kernel void adam(uint n, global S *p, global S *g, global S *m, global S *v, global S *top,
                     uint p0, uint g0, uint m0, uint v0, uint top0, C keep, C fresh, C freshSquare,
                     C rate, C root, C epsilon, C shrink, C decay, uint hasTop) {
      uint i = get_global_id(0);
      if (i >= n) return;
      C own = LOAD(p, p0 + i), mean = LOAD(m, m0 + i), square = LOAD(v, v0 + i);
      C slope = LOAD(g, g0 + i) + decay * own;
      mean += (slope - mean) * fresh;
      square = square * keep + slope * slope * freshSquare;
      STORE(m, m0 + i, mean);
      STORE(v, v0 + i, square);
      if (hasTop) {
        square = max(LOAD(top, top0 + i), square);
        STORE(top, top0 + i, square);
      }
      STORE(p, p0 + i, own * shrink - rate * mean / (sqrt(square) / root + epsilon));
    }
    """,
  ]
}
