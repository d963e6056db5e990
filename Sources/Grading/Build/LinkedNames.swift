import Foundation

/// The library symbols that an object file refers to.
///
/// The policy finds forbidden names in the source; whatever way an answer takes to a library
/// function (an alias, a key path, a member that merely looks like its own), the object names it.
struct LinkedNames {
  private let symbols: [String]

  /// Reads an object file's strings, of which its symbols' names are a part.
  init(in object: URL) throws {
    let prefixes = Self.modules.map { Array("$s\($0.utf8.count)\($0)".utf8) }
    symbols = try Data(contentsOf: object).split(separator: 0)
      .filter { bytes in prefixes.contains { bytes.starts(with: $0) } }
      .map { String(decoding: $0, as: UTF8.self) }
  }

  private static let modules = ["Kindling", "Layerwise"]

  /// Those of some names that stand in a symbol; mangled names give each identifier's length.
  func names(among names: [String]) -> [String] {
    names.filter { name in
      let mangled = "\(name.utf8.count)\(name)"
      return symbols.contains { symbol in
        symbol.ranges(of: mangled).contains { range in
          // `17softmax...` holds `7softmax` as well.
          range.lowerBound == symbol.startIndex
            || !symbol[symbol.index(before: range.lowerBound)].isNumber
        }
      }
    }
  }
}
