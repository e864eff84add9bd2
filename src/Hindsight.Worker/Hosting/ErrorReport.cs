using Hindsight.Answers;
using Hindsight.Calibration;
using Hindsight.Checks.Generation;
using Hindsight.Imports;
using Hindsight.Learning;
using Hindsight.Policies;
using Hindsight.Rubrics;
using Hindsight.SemanticKernel.Prompts;
using Hindsight.Suites;
using Hindsight.Tasks;
using Hindsight.Torch.Checkpoints;
using Hindsight.Torch.Text;
using Hindsight.Training;
using Hindsight.Worker.Configuration;
using Hindsight.Worker.Runs;
using Hindsight.Worker.Tuning;
using Microsoft.Extensions.Options;

namespace Hindsight.Worker.Hosting;

/// <summary>What a person is told of an exception, and the exit code.</summary>
/// <param name="ExitCode">See <see cref="Hosting.ExitCode"/>.</param>
/// <param name="Lines">One line a fault.</param>
internal sealed record ErrorReport(int ExitCode, IReadOnlyList<string> Lines)
{
    /// <summary>The one place where exceptions become messages.</summary>
    public static ErrorReport Of(Exception exception) => exception switch
    {
        ConfigurationException e => new(Hosting.ExitCode.BadInput, e.Faults),
        OptionsValidationException e => new(Hosting.ExitCode.BadInput, [.. e.Failures]),
        ConversationFileException e => new(Hosting.ExitCode.BadInput, e.Faults),
        SuiteException e => new(Hosting.ExitCode.BadInput, e.Faults),
        AnswerFileException e => new(Hosting.ExitCode.BadInput, e.Faults),
        ImportException e => new(Hosting.ExitCode.BadInput, e.Faults),
        LabelFileException e => new(Hosting.ExitCode.BadInput, e.Faults),
        TaskFileException e => new(Hosting.ExitCode.BadInput, e.Faults),
        TaskGenerationException e => new(Hosting.ExitCode.BadInput, e.Faults),
        PromptException e => new(Hosting.ExitCode.BadInput, e.Faults),
        ModelFileException e => new(Hosting.ExitCode.BadInput, [e.Message]),
        ChatTemplateException e => new(Hosting.ExitCode.BadInput, [e.Message]),
        RubricException e => new(Hosting.ExitCode.BadInput, e.Faults),
        PromptTooLongException e => new(Hosting.ExitCode.BadInput, [e.Message]),
        CheckpointException e => new(Hosting.ExitCode.BadInput, [e.Message]),
        RunFailedException e => new(Hosting.ExitCode.Failed, e.Faults),
        TrainingStoppedException e => new(Hosting.ExitCode.Failed, [e.Message]),
        RunStoreException e => new(Hosting.ExitCode.Failed, [e.Message]),
        NonFiniteException e => new(Hosting.ExitCode.Failed, [e.Message]),
        IOException or UnauthorizedAccessException => new(Hosting.ExitCode.Failed, [exception.Message]),
        _ => new(Hosting.ExitCode.Failed, [$"{exception.GetType().Name}: {exception.Message}", "This should not happen; --verbose prints where."]),
    };
}
