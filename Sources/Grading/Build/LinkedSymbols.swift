import Answers
import Course
import Foundation
import Toolchain

/// What an answer's object refers to and defines, held against what its section allows.
///
/// The policy reads the source; whatever way an answer takes past it (an alias, a key path, a
/// member that merely looks like its own, a symbol by its name), the object shows.
struct LinkedSymbols {
  private let section: Section
  private let symbols: ObjectSymbols
  private let file: AnswerFile

  /// Reads an object; `file` is what it was compiled from.
  init(in object: URL, of section: Section, file: AnswerFile) throws {
    self.section = section
    symbols = try ObjectSymbols(of: object)
    self.file = file
  }

  /// The forbidden names for which neither the source nor the object shows whose they are: what is
  /// called by way of a protocol of numbers leaves no name, and in the source it passes for the
  /// answer's own where that has a member of the same name.
  var doubts: Set<String> {
    let callsNumbers = symbols.undefined.contains { symbol in
      guard let text = Demangler.text(of: symbol), text.hasPrefix("protocol ") else { return false }
      return !Self.numberProtocols.isDisjoint(with: Self.names(in: text))
    }
    guard callsNumbers else { return [] }
    return Declared(in: file).members.intersection(Self.mathematics).intersection(section.forbidden)
  }

  /// The members of the library's protocols that an answer calls, from the answer as the compiler
  /// resolves it.
  static func witnesses(in lowered: String) -> Set<String> {
    var names: Set<String> = []
    for line in lowered.split(separator: "\n") where line.contains("witness_method $") {
      let call = #/#\w+\.(\w+)[^:]* : <Self where Self : (\w+)\./#
      guard let match = line.firstMatch(of: call), libraries.contains(String(match.2)) else {
        continue
      }
      names.insert(String(match.1))
    }
    return names
  }

  /// Everything that the section does not allow, in a learner's words; `witnesses` are the members
  /// of the library's protocols that are called.
  func problems(calling witnesses: Set<String> = []) -> [String] {
    var used = witnesses
    var called: [String] = []
    for symbol in symbols.undefined {
      guard let text = Demangler.text(of: symbol) else {
        if let function = Self.mathematicalFunction(symbol) {
          used.insert(function)
          if Self.isWide(symbol, function) { called.append(Policy.wideRefusal(of: "Float80")) }
        } else if !isAllowed(symbol) {
          called.append(Self.message(forCall: symbol))
        }
        continue
      }
      let names = Self.names(in: text)
      if let module = names.first(where: hiddenModules.contains) {
        called.append(Self.message(forModule: module))
      }
      if let wide = names.first(where: Policy.wideNumbers.contains) {
        called.append(Policy.wideRefusal(of: wide))
      }
      if !Self.libraries.isDisjoint(with: names) { used.formUnion(names) }
    }
    let forbidden = section.forbidden.filter(used.contains).map(Policy.refusal)
    // A definition under a name of another module would take that one's place in the tests.
    let defined = symbols.strong.filter { !isOwn($0) }
    let names = ExportedNames(of: section)
    let exported = symbols.exported.filter(isOwn).compactMap(names.problem)
    let initialisers = symbols.sections.filter { $0.hasPrefix(".init") || $0.hasPrefix(".ctors") }
    return unique(
      forbidden + called + exported
        + defined.map { "the answer defines the symbol `\($0)` of another module" }
        + initialisers.map { _ in "the answer has code that runs before the tests" })
  }

  /// Whether a definition is the answer's own: it is of its module, or in an extension of its.
  ///
  /// What the path does not tell, the demangler does, for symbols too short to stand for a text
  /// without end.
  private func isOwn(_ symbol: String) -> Bool {
    if MangledPath(of: symbol).isDeclared(by: section.module) { return true }
    guard symbol.utf8.count <= 100, let text = Demangler.text(of: symbol) else { return false }
    return text.contains(" in \(section.module)")
  }

  private static func message(forCall symbol: String) -> String {
    "the answer calls `\(symbol)` of the system: answers may use only Kindling and safe Swift"
  }

  private static func message(forModule module: String) -> String {
    "the answer uses the module \(module), which this section does not allow"
  }

  /// The function of mathematics that a symbol is, which RealModule hands through, for doubles, for
  /// floats or for numbers of 80 bits.
  private static func mathematicalFunction(_ symbol: String) -> String? {
    let isVariant = symbol.last == "f" || symbol.last == "l"
    let names = isVariant ? [symbol, String(symbol.dropLast())] : [symbol]
    return names.first(where: mathematics.contains)
  }

  /// Whether a function is that of numbers of 80 bits: `expl`, but not `ceil`.
  private static func isWide(_ symbol: String, _ function: String) -> Bool {
    symbol == function + "l"
  }

  /// The runtime's own functions.
  private func isAllowed(_ symbol: String) -> Bool {
    let isRuntime = ["swift_", "_swift_", "__swift_", "_swiftEmpty"].contains {
      symbol.hasPrefix($0)
    }
    // Indirect references and the compiler's own metadata names are about mangled symbols.
    let isMetadata = symbol.contains("$s") || symbol.hasPrefix("symbolic ") || symbol.isEmpty
    // A section that gives out the C library itself allows its calls.
    let isGivenOut = section.imports.contains("Glibc")
    return isRuntime || isMetadata || isGivenOut || Self.memory.contains(symbol)
      || Self.arithmetic.contains(symbol)
  }

  /// What the compiler itself calls. `malloc` and `free` are for what changes a property in place,
  /// as `weight += ...` does, where the property has a wrapper.
  private static let memory: Set<String> = [
    "memcpy", "memmove", "memset", "memcmp", "bzero", "malloc", "free", "_GLOBAL_OFFSET_TABLE_",
    "__stack_chk_fail",
  ]

  /// What processors have no instruction for: numbers of 16 and of 128 bits.
  private static let arithmetic: Set<String> = [
    "__divti3", "__extendhfsf2", "__fixdfti", "__fixsfti", "__fixunsdfti",
    "__floattidf", "__floattisf", "__floatuntidf", "__modti3", "__muloti4", "__multi3",
    "__truncdfhf2", "__truncsfhf2", "__udivti3", "__umodti3",
  ]

  private static let mathematics: Set<String> = [
    "acos", "acosh", "asin", "asinh", "atan", "atan2", "atanh", "cbrt", "ceil", "copysign", "cos",
    "cosh", "erf", "erfc", "exp", "exp10", "exp2", "expm1", "fabs", "floor", "fma", "fmax", "fmin",
    "fmod", "hypot", "ldexp", "lgamma", "lgamma_r", "log", "log10", "log1p", "log2", "nearbyint",
    "pow", "remainder", "rint", "round", "roundeven", "scalbn", "sin", "sincos", "sinh", "sqrt",
    "tan", "tanh", "tgamma", "trunc",
  ]

  private static let numberProtocols: Set<String> = [
    "ElementaryFunctions", "FloatingElement", "Real", "RealFunctions",
  ]

  private static let libraries = Set(BuiltLibrary.importable)

  /// Modules beneath the grader, which answers have nothing to do with.
  private var hiddenModules: Set<String> {
    let modules: Set = [
      "Dispatch", "ExerciseTesting", "Foundation", "FoundationEssentials", "Glibc", "RunProtocol",
      "Runner", "Synchronization", "XCTest",
    ]
    return modules.subtracting(section.imports)
  }

  /// The identifiers of a demangled symbol, without argument labels.
  private static func names(in text: String) -> [String] {
    var names: [String] = []
    var name = ""
    for character in text {
      if character.isLetter || character.isNumber || character == "_" {
        name.append(character)
        continue
      }
      if !name.isEmpty, character != ":" { names.append(name) }
      name = ""
    }
    return name.isEmpty ? names : names + [name]
  }

  private func unique(_ messages: [String]) -> [String] {
    var seen: Set<String> = []
    return messages.filter { seen.insert($0).inserted }
  }
}
