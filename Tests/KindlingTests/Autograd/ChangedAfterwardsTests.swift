import Foundation
import Kindling
import XCTest

/// Whatever is changed between an operation and its derivative, indices, masks, targets and results
/// included: the derivative is refused, or it is the right one all the same. It is never silently
/// another, and reads nothing outside its memory, which a run under AddressSanitizer shows.
///
/// Each change is tried in a child process of its own, made by `fork`.
final class ChangedAfterwardsTests: XCTestCase {
  /// An operation, with what it may need for its derivative: all of it is changed in turn.
  private struct Trial {
    let what: String
    let inputs: [Tensor]
    let run: ([Tensor]) -> (result: Tensor, others: [Tensor])
  }

  func testNoDerivativeUsesWhatWasChanged() throws {
    var count = 0
    for trial in try goldenTrials() + lossTrials() + otherTrials() {
      let leaves = leaves(of: trial)
      let (result, others) = trial.run(leaves)
      guard result.requiresGrad else { continue }
      let places = leaves.count + 1 + others.count
      for place in 0..<places where judge(trial, changing: place) == .wrong {
        XCTFail("\(trial.what): another gradient after place \(place) of \(places) was changed")
      }
      count += places
    }
    XCTAssertGreaterThan(count, 500)
  }

  func testTheTrialSeesWhatIsWrong() {
    let careless = Trial(what: "careless", inputs: [Tensor([1.0, 2.0]), Tensor([3.0, 4.0])]) {
      (Careless(factor: $0[1])($0[0]), [])
    }
    XCTAssertEqual(judge(careless, changing: 1), .wrong)
    let careful = Trial(what: "careful", inputs: careless.inputs) { ($0[0] * $0[1], []) }
    XCTAssertEqual(judge(careful, changing: 1), .refused)
    XCTAssertEqual(judge(careful, changing: 2), .right)
  }

  /// A derivative that reads a tensor it did not save.
  private struct Careless: DifferentiableFunction {
    let factor: Tensor
    func forward(_ inputs: [Tensor], _ context: FunctionContext) -> Tensor { inputs[0] * factor }
    func backward(_ gradient: Tensor, _ context: FunctionContext) -> [Tensor?] {
      [gradient * factor]
    }
  }

  // MARK: One trial

  private enum Verdict { case right, refused, wrong }

  private func leaves(of trial: Trial) -> [Tensor] {
    trial.inputs.map {
      let leaf = $0.detach().clone()
      leaf.requiresGrad = leaf.dtype.isFloatingPoint
      return leaf
    }
  }

  private func gradients(_ result: Tensor, _ leaves: [Tensor]) -> [[Double]?] {
    result.backward(gradient: .ones(like: result))
    return leaves.map { $0.grad?.doubles() }
  }

  private func judge(_ trial: Trial, changing place: Int) -> Verdict {
    let plain = leaves(of: trial)
    let expected = gradients(trial.run(plain).result, plain)
    let leaves = leaves(of: trial)
    let (result, others) = trial.run(leaves)
    let changed = (leaves + [result] + others)[place]
    let child = fork()
    if child == 0 {
      // The message of a trap is not part of the test's output.
      close(STDERR_FILENO)
      // Nor is it worth a backtrace, which takes a tenth of a second.
      for number in [SIGILL, SIGTRAP, SIGABRT] { signal(number, SIG_DFL) }
      withoutGradients { change(changed) }
      let found = gradients(result, leaves)
      _exit(same(found, expected) ? 0 : 3)
    }
    var status: Int32 = 0
    while waitpid(child, &status, 0) == -1 && errno == EINTR {}
    if status & 0x7f != 0 { return .refused }
    return (status >> 8) & 0xff == 0 ? .right : .wrong
  }

  private func change(_ tensor: Tensor) {
    switch tensor.dtype {
    case .bool: tensor.copy(from: tensor.logicalNot())
    case .int64, .int32: tensor.fill(50_000_000)
    case .uint8, .int8, .int16: tensor.fill(100)
    default: tensor.copy(from: tensor * 3 + 1.75)
    }
  }

  private func same(_ a: [[Double]?], _ b: [[Double]?]) -> Bool {
    zip(a, b).allSatisfy { a, b in
      guard let a, let b else { return (a == nil) == (b == nil) }
      return zip(a, b).allSatisfy { $0 == $1 || ($0.isNaN && $1.isNaN) }
    }
  }

  /// Swift hides it: after it only what is safe in a signal handler may be called if there are
  /// other threads. Here the others only wait for work, and the child gives them none.
  private func fork() -> pid_t {
    typealias Fork = @convention(c) () -> pid_t
    return unsafeBitCast(dlsym(UnsafeMutableRawPointer(bitPattern: 0), "fork"), to: Fork.self)()
  }

  // MARK: The operations

  /// The first differentiable golden case of each operation.
  private func goldenTrials() throws -> [Trial] {
    var seen: Set<String> = []
    return try GoldenFile.load().cases.compactMap { entry in
      guard entry.cotangent != nil, entry.strict == nil,
        entry.inputs.allSatisfy({ !$0.shape.contains(0) }), seen.insert(entry.op).inserted
      else { return nil }
      let operation = try XCTUnwrap(goldenOperations[entry.op])
      return Trial(what: entry.op, inputs: entry.inputs.map(\.tensor)) {
        (operation($0, entry.arguments), [])
      }
    }
  }

  /// The first case of each loss and layer.
  private func lossTrials() throws -> [Trial] {
    var seen: Set<String> = []
    return try TrainingFile.load().cases.compactMap { entry in
      let kind =
        "\(entry.op) \(entry.inputs.map { $0?.shape.count ?? -1 }) "
        + "\(entry.arguments.reduction ?? "")"
      guard seen.insert(kind).inserted else { return nil }
      let given = entry.inputs.map { $0?.tensor }
      let places = given.indices.filter { given[$0] != nil }
      return Trial(what: kind, inputs: places.map { given[$0]! }) { inputs in
        var all = given
        for (place, input) in zip(places, inputs) {
          all[place] = entry.frozen.contains(place) ? input.detach() : input
        }
        return (try! entry.result(of: all), [])
      }
    }
  }

  /// Operations whose derivative needs a second result.
  private func otherTrials() -> [Trial] {
    let x = Tensor([[0.3, -1.2, 0.9], [2.0, 0.1, -0.4]], dtype: .float64)
    return [
      Trial(what: "max(dim:)", inputs: [x]) {
        let (values, indices) = $0[0].max(dim: 1)
        return (values, [indices])
      },
      Trial(what: "min(dim:keepDim:)", inputs: [x]) {
        let (values, indices) = $0[0].min(dim: 0, keepDim: true)
        return (values, [indices])
      },
      Trial(what: "sort", inputs: [x]) {
        let (values, indices) = $0[0].sort(dim: 1)
        return (values, [indices])
      },
      Trial(what: "topk", inputs: [x]) {
        let (values, indices) = $0[0].topk(2, dim: 1)
        return (values, [indices])
      },
      Trial(what: "second derivative", inputs: [x, Tensor([[0, 1, 1], [1, 0, 0]])]) {
        let picked = $0[0].gather(dim: 0, $0[1]).square().sum()
        return (grad(of: picked, withRespectTo: [$0[0]], createGraph: true)[0]!, [])
      },
    ]
  }
}
