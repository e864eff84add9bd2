using Hindsight.Torch.Models;
using Hindsight.Torch.Text;
using static TorchSharp.torch;

namespace Hindsight.Torch.Checkpoints;

/// <summary>Where a model comes from: a Hugging Face folder or a GGUF file.</summary>
internal abstract class ModelSource
{
    /// <summary>The folder or file.</summary>
    public abstract string Path { get; }

    /// <summary>The model's shape.</summary>
    public abstract Architecture Architecture { get; }

    /// <summary>Opens a model: reads and checks its description.</summary>
    /// <exception cref="ModelFileException">There is none, or it is broken or not supported.</exception>
    public static ModelSource Open(string path) =>
        Directory.Exists(path) ? HuggingFaceFolder.Open(path) : throw new ModelFileException(path, "there is no such folder or file; expected a model's folder or a GGUF file.");

    /// <summary>All weights by Hugging Face's names, on the processor, checked. The caller's dispose scope owns them.</summary>
    /// <exception cref="ModelFileException">Tensors are missing, left over, misshapen or not finite; all faults at once.</exception>
    public abstract Dictionary<string, Tensor> ReadWeights();

    /// <summary>The tokenizer with its chat template.</summary>
    /// <exception cref="ModelFileException">A file is missing or broken.</exception>
    public ChatTokenizer LoadTokenizer() => ChatTokenizer.Load(Path);
}
