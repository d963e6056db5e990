import Kindling

/// A call of the library on the tensors of a probe, in the way in which it would be misused: with
/// the options that bring it closest to what a section asks for.
typealias Call = (Probe) throws -> [Tensor]

/// Every public function and type of the libraries, each with calls that are run, or with none
/// where it does no work on tensors' numbers.
///
/// A name is that of a type, of a function, or of a member that can be reached without naming a
/// type: of Tensor, of a type that answers may subclass, of a type of Swift. Names of Layerwise
/// begin with `Layerwise.`.
struct Catalogue {
  private(set) var calls: [String: [Call]] = [:]
  /// Names that are here twice.
  private(set) var repeated: [String] = []

  init() {
    addOperations()
    addFreeFunctions()
    addModules()
    addOptimizers()
    addLayerwise()
    addLayerwiseTables()
    addWhatDoesNoWork()
  }

  mutating func add(_ name: String, _ all: Call...) {
    if calls.updateValue(all, forKey: name) != nil { repeated.append(name) }
  }

  /// Things that do no work on the numbers of tensors, or none that a section could ask for.
  mutating func addIdle(_ names: String...) {
    for name in names where calls.updateValue([], forKey: name) != nil { repeated.append(name) }
  }
}
