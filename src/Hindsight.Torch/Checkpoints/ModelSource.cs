using Hindsight.Torch.Models;
using Hindsight.Torch.Text;
using static TorchSharp.torch;

namespace Hindsight.Torch.Checkpoints;

/// <summary>Where a model comes from: a Hugging Face folder, a GGUF file, or a PEFT adapter on one of them.</summary>
internal abstract class ModelSource
{
    /// <summary>The folder or file.</summary>
    public abstract string Path { get; }

    /// <summary>The model's shape.</summary>
    public abstract Architecture Architecture { get; }

    /// <summary>The folder or file of the whole model: <see cref="Path"/>, unless that is an adapter.</summary>
    public virtual string BasePath => Path;

    /// <summary>The adapter's settings, or <see langword="null"/> where the model is whole.</summary>
    public virtual LoraOptions? Lora => null;

    /// <summary>Opens a model: reads and checks its description.</summary>
    /// <exception cref="ModelFileException">There is none, or it is broken or not supported.</exception>
    public static ModelSource Open(string path) =>
        Directory.Exists(path) ? PeftFolder.IsAdapter(path) ? PeftFolder.Open(path) : HuggingFaceFolder.Open(path)
        : File.Exists(path) ? GgufModel.Open(path)
        : throw new ModelFileException(path, "there is no such folder or file; expected a model's folder, an adapter's folder or a GGUF file.");

    /// <summary>All weights of the whole model by Hugging Face's names, on the processor, checked. The caller's dispose scope owns them.</summary>
    /// <param name="type">The type to round them to, each as it is read; <see langword="null"/>: as they are.</param>
    /// <exception cref="ModelFileException">Tensors are missing, left over, misshapen or not finite; all faults at once.</exception>
    public abstract Dictionary<string, Tensor> ReadWeights(ScalarType? type = null);

    /// <summary>The adapter's matrices by PEFT's names, checked; none where the model is whole. The caller's dispose scope owns them.</summary>
    /// <exception cref="ModelFileException">Tensors are missing, left over, misshapen or not finite; all faults at once.</exception>
    public virtual Dictionary<string, Tensor> ReadAdapter() => [];

    /// <summary>The tokenizer with its chat template, which must not know tokens that the model does not.</summary>
    /// <exception cref="ModelFileException">A file is missing or broken, or of another model.</exception>
    public ChatTokenizer LoadTokenizer()
    {
        ChatTokenizer tokenizer = ReadTokenizer();
        return tokenizer.VocabularySize <= Architecture.VocabularySize
            ? tokenizer
            : throw new ModelFileException(Path, $"the tokenizer has ids up to {tokenizer.VocabularySize - 1}; the model's vocabulary has {Architecture.VocabularySize} tokens.");
    }

    /// <summary>Reads the tokenizer.</summary>
    protected abstract ChatTokenizer ReadTokenizer();
}
