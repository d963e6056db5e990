import Kindling

@testable import class Kindling.OperationTrace

/// What a call made of a probe.
struct Run {
  let probe: Probe
  let outputs: [Tensor]
  /// The gradients of the sum of all outputs for the probe's leaves that they depend on.
  let gradients: [Tensor]
  /// The names of the differentiable operations that ran, inside others as well, on the way there
  /// and, where there are gradients, on the way back.
  let forward: Set<String>, backward: Set<String>

  init(_ call: Call, _ probe: Probe) throws {
    manualSeed(7)
    let (result, there) = OperationTrace.of { Result { try call(probe) } }
    let outputs = try result.get()
    let (gradients, back) = OperationTrace.of { Self.gradients(outputs, probe.leaves) }
    self.probe = probe
    self.outputs = outputs
    self.gradients = gradients
    forward = Set(there.names)
    backward = Set(back.names)
  }

  private static func gradients(_ outputs: [Tensor], _ leaves: [Tensor]) -> [Tensor] {
    outputs.filter(\.requiresGrad).flatMap { output in
      // The cotangent requires a gradient, so that no shortcut is taken on the way.
      grad(
        of: output, withRespectTo: leaves,
        gradient: Tensor.ones(like: output).requiringGradient(), createGraph: true
      ).compactMap { $0?.detach() }
    }
  }
}
