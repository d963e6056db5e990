import Kindling

/// Single operations: what one costs before any arithmetic is done, and large kernels.
var operations: [Workload] { small + products + million }

private var small: [Workload] {
  let (a, b) = (Tensor.randn(4), Tensor.randn(4))
  let leaf = Tensor.randn(4).requiringGradient()
  return [
    .operation("add4_ns", calls: 20_000, unit: 1e-9) { _ = a + b },
    .operation("add4_grad_ns", calls: 20_000, unit: 1e-9) { _ = leaf + b },
    .operation("add4_fwdbwd_ns", calls: 5_000, unit: 1e-9) { (leaf + b).sum().backward() },
  ]
}

private var products: [Workload] {
  [64, 256, 512, 1024, 2048].map { size in
    let (a, b) = (Tensor.randn(size, size), Tensor.randn(size, size))
    let calls = size < 2048 ? max(1, 5_000_000_000 / (size * size * size)) : 2
    return Workload.operation("matmul\(size)_s", calls: calls) { _ = a.matmul(b) }
  }
}

private var million: [Workload] {
  let big = Tensor.randn(1000, 1000)
  let kernels: [(String, () -> Void)] = [
    ("exp", { _ = big.exp() }),
    ("tanh", { _ = big.tanh() }),
    ("sigmoid", { _ = big.sigmoid() }),
    ("relu", { _ = big.relu() }),
    ("add", { _ = big + big }),
    ("sum", { _ = big.sum() }),
    ("sum0", { _ = big.sum(dim: 0) }),
    ("softmax", { _ = big.softmax(dim: 1) }),
    ("logsoftmax", { _ = big.logSoftmax(dim: 1) }),
    ("randn", { _ = Tensor.randn(1000, 1000) }),
    ("transpose_copy", { _ = big.t().contiguous() }),
    ("bcast", { _ = big + big[0] }),
    ("mean", { _ = big.mean() }),
    ("max1", { _ = big.max(dim: 1) }),
  ]
  let table = Tensor.randn(10000, 64)
  let rows = Tensor.randint(0..<10000, [4096])
  return kernels.map { .operation("\($0.0)_1e6_s", calls: 20, $0.1) } + [
    .operation("embedding4096_s", calls: 50) { _ = embedding(rows, weight: table) }
  ]
}
