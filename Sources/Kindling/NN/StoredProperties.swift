#if canImport(ObjectiveC)
  import Darwin
  import ObjectiveC
#else
  import Glibc
  @_spi(Reflection) import Swift
#endif

/// A snapshot of a module's stored properties, to detect whether any has been assigned since.
///
/// They are compared as bytes, which takes a few nanoseconds. A `Mirror` takes ten microseconds a
/// module, three times as long as a whole step of a small model, and the optimizer's parameters are
/// asked for in every step. Nothing tells a superclass that a plain `var` of its subclass was
/// assigned: an observer or a wrapper would have to be written at each property. Whatever they
/// refer to must be kept alive meanwhile, so that its address is not reused and no array is changed
/// in place.
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

  /// The end of the stored properties of an object of this class, in bytes from its address.
  private static func end(of type: AnyClass) -> Int {
    #if canImport(ObjectiveC)
      class_getInstanceSize(type)
    #else
      // No public function gives an object's size on Linux. The allocator's is no substitute: the
      // compiler may keep an object that does not escape on the stack.
      var end = 0
      // `.classType`, which Swift 6 does not let us name because it is a variable.
      _forEachField(of: type, options: _EachFieldOptions(rawValue: 1)) { _, offset, type, _ in
        func size<T>(_ type: T.Type) -> Int { MemoryLayout<T>.size }
        end = max(end, offset + _openExistential(type, do: size))
        return true
      }
      return end
    #endif
  }
}
