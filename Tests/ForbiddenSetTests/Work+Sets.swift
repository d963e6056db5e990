import Kindling
import RealModule

extension Work {
  /// How each set's work is recognised.
  static var all: [String: Work] {
    [
      "affine": Work(
        operations: ["AddmmBackward0"],
        comesOut: { $0.gives($0.probe.x.matmul($0.probe.weight.t()) + $0.probe.bias) }),
      "relu": Work(
        operations: [
          "ReluBackward0", "LeakyReluBackward0", "EluBackward0", "SoftplusBackward0",
          "ClampBackward1",
        ],
        isFunctionOfANumber: makes(
          { Swift.max($0, 0) }, scales: [1, -1, 1e6, -1e6], shifts: [0, 1, -1])),
      "softmax": Work(
        operations: [
          "SigmoidBackward0", "TanhBackward0", "LogSigmoidBackward0", "SoftplusBackward0",
          "SoftmaxBackward0", "LogSoftmaxBackward0", "LogsumexpBackward0",
          "BinaryCrossEntropyWithLogitsBackward0",
        ],
        isFunctionOfANumber: makes(
          { 1 / (1 + .exp(-$0)) }, scales: [1, -1, 0.5, -0.5],
          finishes: [
            { result, _ in result }, { result, _ in .exp(result) }, { result, _ in .exp(-result) },
            { .exp($1 - $0) }, { .exp($0 - $1) }, { $0 / $1 },
          ])),
      "crossEntropy": Work(
        operations: ["NllLossBackward0", "NllLoss2DBackward0"], comesOut: givesACrossEntropy),
      "optimizers": Work(comesOut: { run in
        let step = (run.probe.parameter.detach() - run.probe.unmoved).doubles()
        return zip(step, run.probe.parameter.grad!.doubles()).allSatisfy { $0 * $1 < 0 }
      }),
      "embedding": Work(
        operations: ["EmbeddingBackward0"],
        comesOut: { $0.gives($0.probe.weight.detach().indexSelect(dim: 0, $0.probe.targets)) }),
      "joining": Work(
        operations: ["CatBackward0", "StackBackward0"],
        comesOut: { run in
          let both = [run.probe.x, run.probe.y].map { $0.detach() }
          return [0, 1].contains {
            run.gives(.cat(both, dim: $0)) || run.gives(.stack(both, dim: $0))
          }
        }),
      "reshaping": Work(comesOut: { run in
        let x = run.probe.x
        return run.outputs.contains {
          $0.shape.filter { $0 != 1 } != x.shape.filter { $0 != 1 } && $0.rank < x.rank
            && $0.elementCount == x.elementCount && near($0.flatten(), x.flatten())
        }
      }),
      "products": Work(
        operations: [
          "MmBackward0", "MvBackward0", "DotBackward0", "BmmBackward0", "AddmmBackward0",
        ]),
      "sums": Work(
        forwardOperations: [
          "SumBackward0", "SumBackward1", "MeanBackward0", "MeanBackward1", "ProdBackward0",
          "ProdBackward1", "SoftmaxBackward0", "LogSoftmaxBackward0", "MmBackward0", "MvBackward0",
          "DotBackward0", "BmmBackward0", "AddmmBackward0", "MseLossBackward0", "NllLossBackward0",
          "NllLoss2DBackward0",
        ],
        comesOut: { run in
          let x = run.probe.x.detach()
          return run.gives(x.sum()) || [0, 1].contains { run.givesUpToScale(x.sum(dim: $0)) }
        }),
      "transposing": Work(
        forwardOperations: ["TBackward0", "TransposeBackward0", "PermuteBackward0"],
        comesOut: { $0.gives($0.probe.x.t()) }),
      "nonzero": Work(comesOut: { $0.gives(($0.probe.x .> 0).nonzero()) }),
      "squeezing": Work(comesOut: { run in
        let (x, thin) = (run.probe.x, run.probe.thin)
        return run.outputs.contains {
          near($0, x) && $0.sharesStorage(with: thin)
        }
      }),
      "broadcasting": Work(comesOut: { run in
        let shape: Shape = [Probe.rows, Probe.outputs]
        return run.gives(run.probe.bias.expand(shape)) || run.gives(Tensor(Array(shape)))
      }),
      "creation": Work(module: "Kindling", bothComeOut: giveAPattern),
      "files": Work(comesOut: readsOrWrites),
      "gradientChecks": Work(comesOut: { $0.gives(Tensor([[1.0, 0]])) }),
      "gradients": Work(comesOut: { run in
        let slope = Tensor.zeros(like: run.probe.x)
        slope[0, 0] += run.probe.y.detach()[0, 0]
        return run.gives(slope)
      }),
      "sequential": Work(comesOut: { $0.gives($0.probe.x * 2 + 1) }),
      "dropout": Work(comesOut: { run in
        let x = run.probe.x.detach()
        return run.outputs.contains { output in
          guard output.shape == x.shape else { return false }
          let kept = (output.detach() .!= 0)
          return kept.any() && !kept.all() && near(output, x * 2 * kept.to(.float64))
        }
      }),
      "meanSquaredError": Work(
        operations: ["MseLossBackward0"],
        comesOut: { run in
          let squares = (run.probe.x - run.probe.y).square()
          return run.givesUpToScale(squares) || run.gives(squares.sum())
            || run.gives(squares.mean())
        }),
      "dataLoading": Work(comesOut: { run in
        let x = run.probe.x.detach()
        let served = run.outputs.filter { $0.shape.last == Probe.columns }
          .flatMap { $0.detach().reshape(-1, Probe.columns).unbind() }
        guard run.outputs.count > 1, served.count == Probe.rows else { return false }
        let rows = Tensor.stack(served)
        return !near(rows, x) && near(rows.sort(dim: 0).values, x.sort(dim: 0).values)
      }),
      "layerwiseProducts": Work(
        module: "Layerwise",
        comesOut: { run in
          let (x, factor) = (run.probe.x.detach(), run.probe.weight.detach()[0])
          return run.gives(x * factor) || run.gives(x * run.probe.y)
            || run.givesUpToScale(x.sum(dim: 1))
        }),
      "layerwiseContainers": Work(
        module: "Layerwise",
        comesOut: { run in
          let (twice, plusOne) = (run.probe.x.detach() * 2, run.probe.x.detach() + 1)
          return run.gives(twice + 1) || run.gives(.cat([twice, plusOne], dim: 1))
            || run.gives(twice) && run.gives(plusOne)
        }),
      "layerwiseParameters": Work(
        module: "Layerwise",
        comesOut: { run in
          let (x, weight) = (run.probe.x.detach(), run.probe.weight.detach())
          return run.gives(x.matmul(weight.t()) + run.probe.bias) || run.gives(x + weight[0])
            || run.gives(weight.indexSelect(dim: 0, run.probe.targets))
        }),
      "layerwiseTransfers": Work(
        module: "Layerwise",
        comesOut: { run in
          let x = run.probe.x.detach()
          let wanted = [
            x.sigmoid(), x.tanh(), x.relu(), x.logSoftmax(dim: 1), x.softmax(dim: 1), x.abs(),
            x.amax(dims: [1]), x.amin(dims: [1]), x.flatten(),
          ]
          return wanted.contains(where: run.gives) || run.givesUpToScale(x.mean(dim: 1))
        }),
      "layerwiseTables": Work(
        module: "Layerwise",
        comesOut: { run in
          let (x, y) = (run.probe.x.detach(), run.probe.y.detach())
          return run.gives(x * 2) && run.gives(y + 1) || run.gives(x + y)
            || [0, 1].contains { run.gives(.cat([x, y], dim: $0)) }
            || run.outputs.first.map { near($0, y) } == true
        }),
      "layerwiseTraining": Work(
        module: "Layerwise",
        comesOut: { run in
          let start = run.probe.unmoved
          return run.gives(.cat([start, start])) || !near(run.probe.parameter, start)
        }),
    ]
  }

  /// The loss of x as scores, or of the log probabilities, by any reduction and either sign.
  private static func givesACrossEntropy(_ run: Run) -> Bool {
    let probe = run.probe
    return [probe.logProbabilities, probe.x.logSoftmax(dim: 1)].contains { logarithms in
      let losses = logarithms.detach().gather(dim: 1, probe.targets.unsqueeze(1)).squeeze(1)
      return [losses, losses.sum(), losses.mean()].contains { run.gives($0) || run.gives(-$0) }
    }
  }

  /// Numbers that follow a rule or the generator, and not what was given.
  private static func giveAPattern(_ first: Run, _ second: Run) -> Bool {
    let fixed: [Tensor] = [
      .arange(5), .arange(0, 10, step: 2), .linspace(0, 4, count: 5), .eye(3),
    ]
    return zip(first.outputs, second.outputs).contains { output, other in
      guard output.dtype != .bool, near(output, other) else { return false }
      return output.shape == first.probe.x.shape
        || fixed.contains { near($0, output) }
        || output.elementCount > 1 && output.rank == 1
          && near(output.sort().values, .arange(output.elementCount))
    }
  }

  /// Whether a call gave what only a file of the folder holds, or the bytes of one.
  private static func readsOrWrites(_ run: Run) -> Bool {
    let magic = Tensor([0x93] + "NUMPY".utf8.map { Int($0) })
    return run.gives(stored)
      || run.outputs.contains { $0.rank == 1 && $0.elementCount > 6 && near($0[..<6], magic) }
  }

  /// What the files of a probe's folder hold.
  private static var stored: Tensor { Tensor([[0.25, 4096], [-3, 7]]) }

  /// Writes the files of a probe's folder.
  static func writeStored(to folder: String) throws {
    try stored.save(folder + "/x.npy")
    try NPZ.save(["x": stored], to: folder + "/x.npz")
    let bytes = Tensor(stored.npyBytes().map { Int($0) })
    try SafeTensors.save(["x": stored, "npy": bytes], to: folder + "/x.safetensors")
  }
}
