using static TorchSharp.torch;

namespace Hindsight.Torch.Checkpoints;

/// <summary>A tensor of a GGUF file; reading gives float32.</summary>
internal sealed record GgufEntry(string Name, GgufType Stored, long[] Shape, long Offset, long Length) : TensorEntry(Name, ScalarType.Float32, Shape, Offset, Length);
