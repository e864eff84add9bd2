using static TorchSharp.torch;

namespace Hindsight.Torch.Checkpoints;

/// <summary>Named tensors in one or several files.</summary>
internal interface ITensorFile
{
    /// <summary>The file or folder, for errors.</summary>
    string Path { get; }

    /// <summary>What is there.</summary>
    IReadOnlyDictionary<string, TensorEntry> Entries { get; }

    /// <summary>Reads one tensor into the processor's memory.</summary>
    /// <exception cref="ModelFileException">The file ends before the tensor does.</exception>
    Tensor Read(string name);
}
