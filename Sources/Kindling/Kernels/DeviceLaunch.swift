/// An argument of a kernel.
enum KernelArgument {
  /// A tensor's elements, from the start of its storage.
  case read(Tensor)
  /// The same, for writing. If the tensor fills its storage, all of the storage is written.
  case write(Tensor)
  /// The same, if only some elements are written or they are also read.
  case update(Tensor)
  case walk(Walk)
  case count(Int)
  case flag(Bool)
  /// Passed as the bits of a number, the first one lowest.
  case flags(Bool, Bool, Bool = false)
  case byte(UInt8)
  /// A number in the type that the program computes in.
  case number(Scalar)
}

/// How kernels locate the elements of up to four tensors, with the same fields as in
/// ``DeviceSource``.
struct Walk {
  private var words = InlineArray<45, UInt32>(repeating: 0)
  let count: Int

  /// Creates a walk over the rows of `traversal`, for tensors whose first elements are at these
  /// offsets in their storage.
  init(_ traversal: Traversal, count: Int, _ offsets: Int...) {
    self.count = count
    words[0] = UInt32(traversal.rank)
    for dim in 0..<traversal.rank {
      words[1 + dim] = UInt32(traversal.sizes[dim])
      // A negative step, as in flip, wraps around in 32 bits.
      for place in 0..<4 {
        words[9 + 4 * dim + place] = UInt32(truncatingIfNeeded: traversal.steps[dim][place])
      }
    }
    for (place, offset) in offsets.enumerated() { words[41 + place] = UInt32(offset) }
  }

  func withBytes(_ body: (UnsafeRawBufferPointer) -> Void) {
    withUnsafeBytes(of: words, body)
  }
}

extension OpenCLDevice {
  /// The number of items in a group. There is one size, because PoCL compiles a kernel for each.
  private static let groupSize = 64

  /// Launches a kernel of the program for `dtype`, for `items` items.
  func launch(_ kernel: String, _ dtype: DType, items: Int, _ arguments: KernelArgument...) {
    launch(kernel, dtype, [(items, Self.groupSize)], arguments)
  }

  /// Launches a kernel of the program for `dtype`, for a number of items in each dimension, rounded
  /// up to whole groups.
  func launch(
    _ name: String, _ dtype: DType, _ dimensions: [(items: Int, group: Int)],
    _ arguments: [KernelArgument]
  ) {
    if dimensions.contains(where: { $0.items == 0 }) { return }
    let groups = dimensions.map(\.group)
    let sizes = dimensions.map { ($0.items + $0.group - 1) / $0.group * $0.group }
    lock.locked {
      let kernel = program(dtype)[name]
      for (index, argument) in arguments.enumerated() {
        set(argument, UInt32(index), of: kernel, dtype)
      }
      DeviceCounters.shared.launched()
      check(
        library.enqueueKernel(queue, kernel, UInt32(sizes.count), nil, sizes, groups, 0, nil, nil),
        "clEnqueueNDRangeKernel(\(name))")
    }
  }

  private func program(_ dtype: DType) -> DeviceProgram {
    if let program = programs[dtype] { return program }
    let program = DeviceProgram(self, dtype)
    programs[dtype] = program
    return program
  }

  private func set(
    _ argument: KernelArgument, _ index: UInt32, of kernel: OpaquePointer, _ dtype: DType
  ) {
    func set<Value: BitwiseCopyable>(_ value: Value) {
      withUnsafeBytes(of: value) {
        check(library.setArgument(kernel, index, $0.count, $0.baseAddress), "clSetKernelArg")
      }
    }
    switch argument {
    case .read(let tensor): set(tensor.memory.bufferToRead())
    case .write(let tensor): set(tensor.memory.bufferToChange(all: tensor.fillsMemory))
    case .update(let tensor): set(tensor.memory.bufferToChange(all: false))
    case .walk(let walk):
      walk.withBytes {
        check(library.setArgument(kernel, index, $0.count, $0.baseAddress), "clSetKernelArg")
      }
    case .count(let count): set(UInt32(truncatingIfNeeded: count))
    case .flag(let flag): set(UInt32(flag ? 1 : 0))
    case .flags(let first, let second, let third):
      set(UInt32(first ? 1 : 0) | UInt32(second ? 2 : 0) | UInt32(third ? 4 : 0))
    case .byte(let byte): set(byte)
    case .number(let number):
      switch dtype {
      case .float16, .float32: set(number.value() as Float)
      case .float64: set(number.value() as Double)
      case .int64: set(number.value() as Int64)
      case .int32: set(number.value() as Int32)
      case .int16: set(number.value() as Int16)
      case .int8: set(number.value() as Int8)
      case .uint8: set(number.value() as UInt8)
      case .bool: set(UInt8((number.value() as Bool) ? 1 : 0))
      }
    }
  }
}

extension Tensor {
  /// The memory of a tensor that is on a device.
  fileprivate var memory: DeviceMemory { storage.memory! }

  /// Whether the memory contains nothing but this tensor's elements.
  fileprivate var fillsMemory: Bool {
    isDense && elementCount * dtype.byteCount == memory.byteCount
  }
}
