using Hindsight.Testing;
using Hindsight.Torch.Verification;
using Hindsight.Worker.Commands;
using Hindsight.Worker.Hosting;
using Hindsight.Worker.Tests.Training;

namespace Hindsight.Worker.Tests.Commands;

[Collection(TrainingProcesses.Name)]
public sealed class PolicyVerifyCommandTests(TinyPolicy policy) : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task PolicyVerify_RoundedOnTheProcessor_PrintsTheDifferencesAndPasses()
    {
        WorkerOutcome outcome = await WorkerCommand.RunAsync(_folder.Path, ["policy", "verify", "--policy", policy.Path, "--device", "cpu", "--threads", "1", "--dtype", "bf16"]);

        outcome.ExitCode.Should().Be(0, outcome.Error);
        outcome.Output.Should().ContainAll("cpu, bf16", "logits", "log-probs", "gradients", "optimiser step", "passed").And.NotContain("failed");
    }

    [Theory]
    [InlineData("--device", "cuda:99")]
    [InlineData("--policy", "nowhere")]
    public async Task PolicyVerify_BadInput_ExitsWithTwo(string flag, string value)
    {
        WorkerOutcome outcome = await WorkerCommand.RunAsync(_folder.Path, ["policy", "verify", flag, value]);

        outcome.ExitCode.Should().Be(2);
        outcome.Error.Should().Contain(value).And.NotContain("   at ");
    }

    [Theory]
    [InlineData(2e-4)]
    [InlineData(double.NaN)]
    public void Print_BeyondTheTolerance_NamesTheQuantityAndFails(double difference)
    {
        using StringWriter output = new(), error = new();
        var terminal = new Terminal(Terminal.Create(output, isTerminal: false), error, TextReader.Null, IsLive: false, IsTyped: false);
        VerifiedQuantity[] quantities = [new("logits", 1e-6, "logits", 1e-6, 1e-4), new("gradients", 1, "model.norm.weight", difference, 1e-4)];

        PolicyVerifyCommand.Print(terminal, new VerificationResult("cuda:0", "fp32", quantities)).Should().Be(ExitCode.Failed);

        error.ToString().Should().Contain("cuda:0").And.EndWith("gradients.\n");
        output.ToString().Should().Contain("model.norm.weight").And.Contain("failed").And.Contain("passed");
    }
}
