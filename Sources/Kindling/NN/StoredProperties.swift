#if canImport(ObjectiveC)
  import Darwin
  import ObjectiveC
#else
  import Glibc
  @_spi(Reflection) import Swift
#endif

/// The stored properties of a module as they were, to tell whether any was assigned since.
///
/// Compared as bytes, which takes a few nanoseconds where looking at the properties themselves takes
/// microseconds. What they refer to must be kept meanwhile, so that nothing else comes to be at its
/// address and no array is changed in place.
struct StoredProperties {
  private let start: Int
  private let bytes: [UInt8]

  init(of module: Module) {
    start = Self.end(of: Module.self)
    bytes = Array(Self.memory(of: module, start, Self.end(of: type(of: module)) - start))
  }

  /// Whether the properties of `module` are still the same.
  func areThose(of module: Module) -> Bool {
    let now = Self.memory(of: module, start, bytes.count)
    return now.isEmpty || memcmp(now.baseAddress!, bytes, bytes.count) == 0
  }

  private static func memory(
    of module: Module, _ start: Int, _ count: Int
  ) -> UnsafeRawBufferPointer {
    let object = Unmanaged.passUnretained(module).toOpaque()
    return UnsafeRawBufferPointer(start: object + start, count: count)
  }

  /// Where the stored properties of an object of this class end, in bytes from its address.
  private static func end(of type: AnyClass) -> Int {
    #if canImport(ObjectiveC)
      class_getInstanceSize(type)
    #else
      var end = 0
      // `.classType`, which Swift 6 does not let us name: it is a variable.
      _forEachField(of: type, options: _EachFieldOptions(rawValue: 1)) { _, offset, type, _ in
        func size<T>(_ type: T.Type) -> Int { MemoryLayout<T>.size }
        end = max(end, offset + _openExistential(type, do: size))
        return true
      }
      return end
    #endif
  }
}
