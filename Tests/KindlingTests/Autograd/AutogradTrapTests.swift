import Kindling
import Testing

/// Mistakes in changes in place, hooks, custom functions and gradient checks. Each runs in a child
/// process.
@Suite struct AutogradTrapTests {
  @Test func inPlaceOnAnExpandedTensor() async {
    expectTrap(
      "add: elements of this expanded tensor share their memory in dim 0, so they cannot "
        + "be changed in place; change a clone() instead",
      await #expect(processExitsWith: .failure, observing: [\.standardErrorContent]) {
        Tensor([1.0]).expand(3) += 1
      })
  }

  @Test func updateOfAnotherShape() async {
    expectTrap(
      "update: a result of shape [] does not fit in place into [3]",
      await #expect(processExitsWith: .failure, observing: [\.standardErrorContent]) {
        Tensor.zeros(3).update { $0.sum() }
      })
  }

  @Test func updateOfAnotherKind() async {
    expectTrap(
      "update: a result of dtype float32 does not fit in place into a tensor of dtype int64",
      await #expect(processExitsWith: .failure, observing: [\.standardErrorContent]) {
        Tensor([1]).update { $0.exp() }
      })
  }

  @Test func updateOfALeaf() async {
    expectTrap(
      "update: a leaf that requires a gradient cannot be changed in place while "
        + "operations are",
      await #expect(processExitsWith: .failure, observing: [\.standardErrorContent]) {
        Tensor([1.0]).requiringGradient().update { $0 * 2 }
      })
  }

  @Test func fillOfALeaf() async {
    expectTrap(
      "fill: a leaf that requires a gradient cannot be changed in place while operations "
        + "are",
      await #expect(processExitsWith: .failure, observing: [\.standardErrorContent]) {
        Tensor([1.0]).requiringGradient().fill(2)
      })
  }

  @Test func assignmentIntoALeaf() async {
    expectTrap(
      "subscript: a leaf that requires a gradient cannot be changed in place while "
        + "operations are",
      await #expect(processExitsWith: .failure, observing: [\.standardErrorContent]) {
        let x = Tensor([1.0]).requiringGradient()
        x[[0]] = Tensor([2.0])
      })
  }

  @Test func copyOfAnotherShape() async {
    expectTrap(
      "copy: a tensor of shape [2] does not fit into [1]",
      await #expect(processExitsWith: .failure, observing: [\.standardErrorContent]) {
        Tensor.zeros(1).copy(from: .zeros(2))
      })
  }

  @Test func changedAfterItWasSaved() async {
    expectTrap(
      "MulBackward0: a float32 tensor [2] that the derivative needs was changed in place "
        + "after it was used; change a clone() instead, or use the operation that returns a new tensor",
      await #expect(processExitsWith: .failure, observing: [\.standardErrorContent]) {
        let x = Tensor([2.0, 1.0]).requiringGradient() * 1
        let y = x * x
        x[0] += 1
        y.sum().backward()
      })
  }

  @Test func hookOnAConstant() async {
    expectTrap(
      "onGradient: this tensor requires no gradient",
      await #expect(processExitsWith: .failure, observing: [\.standardErrorContent]) {
        Tensor(1.0).onGradient { $0 }
      })
  }

  @Test func hookOfAnotherShape() async {
    expectTrap(
      "onGradient: the hook gave a gradient of shape [3] for a tensor of shape [2]",
      await #expect(processExitsWith: .failure, observing: [\.standardErrorContent]) {
        let x = Tensor([1.0, 2.0]).requiringGradient()
        x.onGradient { _ in Tensor.zeros(3) }
        x.sum().backward()
      })
  }

  @Test func retainOnAConstant() async {
    expectTrap(
      "retainGradient(): this tensor requires no gradient",
      await #expect(processExitsWith: .failure, observing: [\.standardErrorContent]) {
        Tensor(1.0).retainGradient()
      })
  }

  @Test func gradOfAConstant() async {
    expectTrap(
      "grad: only a leaf that requires a gradient can be given one",
      await #expect(processExitsWith: .failure, observing: [\.standardErrorContent]) {
        Tensor(1.0).grad = Tensor(1.0)
      })
  }

  @Test func gradOfAnotherShape() async {
    expectTrap(
      "grad: a gradient of shape [2] does not fit a tensor of shape [3]",
      await #expect(processExitsWith: .failure, observing: [\.standardErrorContent]) {
        Tensor.zeros(3).requiringGradient().grad = .zeros(2)
      })
  }

  @Test func functionWithTooManyGradients() async {
    expectTrap(
      "TwiceBackward: backward(_:_:) returned 2 gradients for 1 inputs",
      await #expect(processExitsWith: .failure, observing: [\.standardErrorContent]) {
        struct Twice: DifferentiableFunction {
          func forward(_ inputs: [Tensor], _ context: FunctionContext) -> Tensor { inputs[0] * 2 }
          func backward(_ gradient: Tensor, _ context: FunctionContext) -> [Tensor?] {
            [gradient * 2, gradient]
          }
        }
        Twice()(Tensor(1.0).requiringGradient()).backward()
      })
  }

  @Test func functionWithAGradientOfAnotherShape() async {
    expectTrap(
      "AccumulateGrad: a derivative gave a gradient of shape [3] for a tensor of shape [2]",
      await #expect(processExitsWith: .failure, observing: [\.standardErrorContent]) {
        struct Wrong: DifferentiableFunction {
          func forward(_ inputs: [Tensor], _ context: FunctionContext) -> Tensor { inputs[0] * 2 }
          func backward(_ gradient: Tensor, _ context: FunctionContext) -> [Tensor?] { [.zeros(3)] }
        }
        Wrong()(Tensor([1.0, 2.0]).requiringGradient()).sum().backward()
      })
  }

  @Test func functionWhoseSavedTensorChanged() async {
    expectTrap(
      "KeepsBackward: a float32 tensor [1] that the derivative needs was changed in place "
        + "after it was used; change a clone() instead, or use the operation that returns a new tensor",
      await #expect(processExitsWith: .failure, observing: [\.standardErrorContent]) {
        struct Keeps: DifferentiableFunction {
          func forward(_ inputs: [Tensor], _ context: FunctionContext) -> Tensor {
            context.save(inputs[0])
            return inputs[0] * inputs[0]
          }
          func backward(_ gradient: Tensor, _ context: FunctionContext) -> [Tensor?] {
            [gradient * context.saved[0] * 2]
          }
        }
        let x = Tensor([1.0]).requiringGradient()
        let y = Keeps()(x)
        withoutGradients { x += 1 }
        y.backward()
      })
  }

  @Test func anomaly() async {
    expectTrap(
      "backward(): SqrtBackward0 gave NaN as a gradient (position [1]); its result has "
        + "shape [2]",
      await #expect(processExitsWith: .failure, observing: [\.standardErrorContent]) {
        let x = Tensor([1.0, 0.0]).requiringGradient()
        detectingAnomalies { (x.sqrt() * 0).sum().backward() }
      })
  }

  @Test func gradCheckOfTooManyGradients() async {
    expectTrap(
      "gradCheck: the derivative gave 2 gradients for 1 inputs",
      await #expect(processExitsWith: .failure, observing: [\.standardErrorContent]) {
        _ = gradCheck([Tensor([1.0], dtype: .float64)]) {
          $0[0]
        } derivative: {
          [$1, $1]
        }
      })
  }
}
