import Course
import Foundation
import Toolchain

/// Compiles suites, each once for every interface that answers have.
///
/// What a suite's objects depend on of an answer is the answer's module file. Two answers that
/// differ in bodies and comments alone have equal ones, so what was made for one serves both; an
/// answer with another interface has another, and the suite is compiled against it.
struct SuiteCompiler: Sendable {
  let compiler: Compiler
  let provenance: Provenance
  /// Whether the compiler is to look for data races in suites, as an author wants.
  var findsDataRaces = false

  /// A suite, and the compiled answer against which it is wanted.
  struct Order: Sendable {
    let suite: Suite
    let answer: Compiler.Module
  }

  enum Outcome: Sendable {
    /// The suite's objects, in the answer's folder.
    case compiled([URL])
    /// The suite does not compile against the answer.
    case fails(log: String)
    /// The suite is not what it must be.
    case unusable(SuiteError)
    /// The machine had no time for the compiler, which says nothing of the answer.
    case stopped(Compiler.Exceeded)
  }

  /// Compiles suites, or finds what was compiled before.
  ///
  /// A process of the compiler spends a third of its time on starting and on reading modules, so
  /// suites that are missing are compiled in one process, as files of one module. Where that fails
  /// every suite is compiled alone, so that it fails by its own answer's doing only.
  func compile(_ orders: [Order]) async throws -> [Outcome] {
    var outcomes = try orders.map(kept)
    let together = batch(of: orders.indices.filter { outcomes[$0] == nil }.map { orders[$0] })
    if together.count > 1, try await run(together).isSuccess,
      try isSeparate(together)
    {
      for order in together { keep(order) }
      outcomes = try orders.map(kept)
    }
    for (index, order) in orders.enumerated() where outcomes[index] == nil {
      let result = try await run([order])
      if result.isSuccess {
        keep(order)
        outcomes[index] = .compiled(order.objects)
      } else if result.exceeded == .clock {
        outcomes[index] = .stopped(.clock)
      } else {
        outcomes[index] = order.suite.fault.map { .unusable($0) } ?? .fails(log: result.log)
      }
    }
    return outcomes.compactMap(\.self)
  }

  /// The orders whose suites can be files of one module.
  private func batch(of orders: [Order]) -> [Order] {
    var names: Set<String> = []
    return orders.filter { order in
      order.suite.isSelfContained && names.insert(order.suite.className).inserted
    }
  }

  /// Whether no suite of a batch was compiled into a use of another's answer.
  private func isSeparate(_ orders: [Order]) throws -> Bool {
    let answers = try orders.map { Set(try ObjectSymbols(of: $0.answer.object).exported) }
    for (index, order) in orders.enumerated() {
      for object in order.objects {
        let used = try ObjectSymbols(of: object).undefined
        for (other, answer) in answers.enumerated() where other != index {
          guard answer.isDisjoint(with: used) else { return false }
        }
      }
    }
    return true
  }

  /// Leaves out a check for data races and the compiler's check of itself, an eighth of the time.
  ///
  /// For every suite or for none: a parameter that an answer declares `sending` is enough for that
  /// check to refuse a suite, and whether it does must not depend on what is compiled beside it.
  /// The code that comes of it is the same.
  private static let quicker = [
    "-Xllvm", "-sil-disable-pass=send-non-sendable", "-disable-llvm-verify",
  ]

  private func run(_ orders: [Order]) async throws -> Compiler.Result {
    try await compiler.compile(
      Compiler.Module(
        name: "HiddenTests",
        sources: try orders.flatMap { try $0.suite.write(into: $0.answer.output) },
        searchPaths: orders.map(\.answer.output), flags: findsDataRaces ? [] : Self.quicker,
        output: orders[0].answer.output, objects: orders.flatMap(\.objects)))
  }

  // MARK: Keeping

  private func key(of order: Order) throws -> Data {
    try JSONEncoder().encode([provenance.text, "\(findsDataRaces)"] + order.suite.identity)
      + Data(contentsOf: order.answer.interface)
  }

  /// The objects kept for an order, written to where it wants them.
  private func kept(_ order: Order) throws -> Outcome? {
    guard let value = provenance.suites.value(for: try key(of: order)),
      let objects = try? PropertyListDecoder().decode([Data].self, from: value),
      objects.count == order.objects.count
    else { return nil }
    for (object, url) in zip(objects, order.objects) { try object.write(to: url) }
    return .compiled(order.objects)
  }

  /// Objects that cannot be kept are made again when they are wanted.
  private func keep(_ order: Order) {
    let encoder = PropertyListEncoder()
    encoder.outputFormat = .binary
    guard let objects = try? order.objects.map({ try Data(contentsOf: $0) }),
      let value = try? encoder.encode(objects), let key = try? key(of: order)
    else { return }
    try? provenance.suites.store(value, for: key)
  }
}

extension SuiteCompiler.Order {
  /// An object for each file of the suite.
  fileprivate var objects: [URL] {
    (1...suite.count).map { answer.output.appending(path: "\(suite.className)\($0).o") }
  }
}

/// An answer with a suite, for the runner to load.
struct BuiltSuite: Sendable {
  let image: URL
  /// The C name of the function in it that runs the suite.
  let entry: String
  /// The names of the tests that it can run.
  let tests: [String]
}
