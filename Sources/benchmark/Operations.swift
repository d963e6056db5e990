import Kindling

/// Single operations: what one costs before any arithmetic is done, and large kernels.
var operations: [Workload] { small + products + million }

private var small: [Workload] {
  [
    .operation("add4_ns", calls: 20_000, unit: 1e-9) {
      let (a, b) = (Tensor.randn(4), Tensor.randn(4))
      return { _ = a + b }
    },
    .operation("add4_grad_ns", calls: 20_000, unit: 1e-9) {
      let (leaf, b) = (Tensor.randn(4).requiringGradient(), Tensor.randn(4))
      return { _ = leaf + b }
    },
    .operation("add4_fwdbwd_ns", calls: 5_000, unit: 1e-9) {
      let (leaf, b) = (Tensor.randn(4).requiringGradient(), Tensor.randn(4))
      return { (leaf + b).sum().backward() }
    },
  ]
}

private var products: [Workload] {
  [64, 256, 512, 1024, 2048].map { size in
    let calls = size < 2048 ? max(1, 5_000_000_000 / (size * size * size)) : 2
    return .operation("matmul\(size)_s", calls: calls) {
      let (a, b) = (Tensor.randn(size, size), Tensor.randn(size, size))
      return { _ = a.matmul(b) }
    }
  }
}

private var million: [Workload] {
  let kernels: [(String, (Tensor) -> Void)] = [
    ("exp", { _ = $0.exp() }),
    ("tanh", { _ = $0.tanh() }),
    ("sigmoid", { _ = $0.sigmoid() }),
    ("relu", { _ = $0.relu() }),
    ("add", { _ = $0 + $0 }),
    ("sum", { _ = $0.sum() }),
    ("sum0", { _ = $0.sum(dim: 0) }),
    ("softmax", { _ = $0.softmax(dim: 1) }),
    ("logsoftmax", { _ = $0.logSoftmax(dim: 1) }),
    ("randn", { _ in _ = Tensor.randn(1000, 1000) }),
    ("transpose_copy", { _ = $0.t().contiguous() }),
    ("bcast", { _ = $0 + $0[0] }),
    ("mean", { _ = $0.mean() }),
    ("max1", { _ = $0.max(dim: 1) }),
  ]
  return kernels.map { name, kernel in
    .operation("\(name)_1e6_s", calls: 20) {
      let big = Tensor.randn(1000, 1000)
      return { kernel(big) }
    }
  } + [
    .operation("embedding4096_s", calls: 50) {
      let table = Tensor.randn(10000, 64)
      let rows = Tensor.randint(0..<10000, [4096])
      return { _ = embedding(rows, weight: table) }
    }
  ]
}
