import Kindling

/// The same work at growing sizes.
struct Series {
  struct Measurement {
    let seconds: Double
    /// What the time is divided by: elements, multiplications or nodes.
    let count: Int
  }

  let name: String
  let sizes: [Int]
  /// What the time is given for one of.
  let counted: String
  let measure: (Int) -> Measurement
}

var series: [Series] { batches + widths + graphs }

/// Rows of this width, and batches of this size, while the other grows.
private let (fixedWidth, fixedBatch) = (256, 64)

private var batches: [Series] {
  work.map { work in
    Series(
      name: "\(work.name), batch", sizes: [1, 4, 16, 64, 256, 1024, 4096], counted: work.counted
    ) {
      work.measure(batch: $0, width: fixedWidth)
    }
  }
}

private var widths: [Series] {
  work.map { work in
    Series(name: "\(work.name), width", sizes: [16, 64, 256, 1024, 4096], counted: work.counted) {
      work.measure(batch: fixedBatch, width: $0)
    }
  }
}

private struct Work {
  let name: String
  let counted: String
  /// How many there are of what is counted.
  let count: (_ batch: Int, _ width: Int) -> Int
  let prepare: (_ batch: Int, _ width: Int) -> () -> Void

  func measure(batch: Int, width: Int) -> Series.Measurement {
    Series.Measurement(
      seconds: secondsPerCall(prepare(batch, width)), count: count(batch, width))
  }

  static func elements(_ name: String, _ body: @escaping (Tensor) -> Void) -> Work {
    Work(name: name, counted: "element", count: { $0 * $1 }) { batch, width in
      let x = Tensor.randn(batch, width)
      return { body(x) }
    }
  }
}

private var work: [Work] {
  [
    .elements("add") { _ = $0 + $0 },
    .elements("exp") { _ = $0.exp() },
    .elements("sum") { _ = $0.sum() },
    .elements("softmax") { _ = $0.softmax(dim: 1) },
    Work(name: "linear", counted: "product", count: { $0 * $1 * $1 }) { batch, width in
      let (x, layer) = (Tensor.randn(batch, width), Linear(width, width))
      return { withoutGradients { _ = layer(x) } }
    },
    Work(name: "step", counted: "product", count: { $0 * $1 * $1 }) { batch, width in
      let model = Sequential(Linear(width, width), ReLU(), Linear(width, 10))
      let optimizer = Adam(model.parameters(), learningRate: 1e-3)
      let (x, y) = (Tensor.randn(batch, width), Tensor.randint(0..<10, [batch]))
      return {
        optimizer.zeroGrad()
        crossEntropy(model(x), y).backward()
        optimizer.step()
      }
    },
  ]
}

/// The median time of a call, over rounds that are long enough for the clock.
private func secondsPerCall(_ body: () -> Void) -> Double {
  body()
  let calls = Int(0.01 / seconds(body)) + 1
  return median((0..<5).map { _ in seconds { for _ in 0..<calls { body() } } }) / Double(calls)
}

// MARK: Deep graphs

private var graphs: [Series] {
  let phases: [(String, KeyPath<Graph, Double>)] = [
    ("build", \.build), ("backward", \.backward), ("free", \.free),
  ]
  return phases.map { name, phase in
    Series(
      name: "graph, \(name)", sizes: [10, 100, 1000, 10_000, 100_000, 1_000_000], counted: "node"
    ) { depth in
      let rounds = max(3, 10_000 / depth)
      _ = Graph(depth: depth)
      return Series.Measurement(
        seconds: median((0..<rounds).map { _ in Graph(depth: depth)[keyPath: phase] }), count: depth
      )
    }
  }
}

/// The times that a chain of recorded operations takes.
private struct Graph {
  /// To record it, to go back through it, which frees it, and to free another without going back.
  let build, backward, free: Double

  init(depth: Int) {
    let leaf = Tensor.ones(4).requiringGradient()
    var end: Tensor? = leaf
    func grow() {
      var x = leaf
      for _ in 0..<depth { x = x + 1 }
      end = x
    }
    build = seconds(grow)
    let loss = end!.sum()
    end = nil
    backward = seconds { loss.backward() }
    grow()
    free = seconds { end = nil }
  }
}
