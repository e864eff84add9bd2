using Hindsight.Learning;
using Hindsight.SemanticKernel.Judging;
using Hindsight.Testing;
using Hindsight.Worker.Configuration;
using Microsoft.Extensions.Configuration;

namespace Hindsight.Worker.Tests.Configuration;

public sealed class SettingsLoaderTests : IDisposable
{
    private readonly TemporaryFolder _work = new();
    private readonly TemporaryFolder _program = new();

    public void Dispose()
    {
        _work.Dispose();
        _program.Dispose();
    }

    [Fact]
    public void Load_NothingConfigured_IsTheDemo()
    {
        HindsightSettings settings = Load();

        settings.Training.PromptsPerStep.Should().Be(8);
        settings.Policy.Path.Should().BeEmpty();
        settings.RunsFolder.Should().Be(Path.Combine(_work.Path, "runs"));
        settings.Storage.Path.Should().Be(Path.Combine(_work.Path, "runs", "hindsight.db"));
    }

    [Fact]
    public void Load_OwnPolicy_TakesThePresetInstructions()
    {
        HindsightSettings settings = Load(flags: [("Policy:Path", "model")]);

        settings.Training.PromptsPerStep.Should().Be(64);
        settings.Training.PromptsPerMiniBatch.Should().Be(32);
        settings.Optimizer.LearningRate.Should().Be(1e-6);
        settings.Objective.Gamma.Should().Be(1);
    }

    [Fact]
    public void Load_PresetJudged_IsAppliedBeforeExplicitSettings()
    {
        _work.Write("appsettings.json", """{ "Hindsight": { "Objective": { "Gamma": 0.5 }, "Preset": "judged" } }""");

        HindsightSettings settings = Load();

        settings.Training.PromptsPerMiniBatch.Should().Be(16);
        settings.Objective.KlCoefficient.Should().Be(0.001);
        settings.Objective.Gamma.Should().Be(0.5);
    }

    [Fact]
    public void Load_EachSource_WinsOverTheOneBefore()
    {
        _program.Write("appsettings.json", """{ "Hindsight": { "Seed": 10, "Tasks": "p", "Rubric": "p", "Judge": "", "RunsFolder": "p" } }""");
        _work.Write("appsettings.json", """{ "Hindsight": { "Seed": 11, "Tasks": "w", "Rubric": "w" } }""");
        string file = _work.Write("more.json", """{ "Hindsight": { "Seed": 12, "Tasks": "c" } }""");

        HindsightSettings settings = Load(file, [("Seed", "13")]);

        (settings.Seed, settings.Tasks, settings.Rubric, settings.RunsFolder).Should().Be((13UL, Path.Combine(_work.Path, "c"), "w", Path.Combine(_work.Path, "p")));
    }

    [Fact]
    public void Load_Environment_WinsOverFiles()
    {
        string name = "Hindsight__Gates__NoSpreadShare";
        _work.Write("appsettings.json", """{ "Hindsight": { "Gates": { "NoSpreadShare": 0.5 } } }""");
        Environment.SetEnvironmentVariable(name, "0.25");
        try
        {
            Load().Gates.NoSpreadShare.Should().Be(0.25);
        }
        finally
        {
            Environment.SetEnvironmentVariable(name, null);
        }
    }

    [Fact]
    public void Load_ListAsFileAndAsFlag_ReplacesTheDefault()
    {
        _work.Write("appsettings.json", """{ "Hindsight": { "Policy": { "Lora": { "Targets": [ "q_proj", "v_proj" ] } } } }""");

        Load().Policy.Lora.Targets.Should().Equal("q_proj", "v_proj");
        Load(flags: [("Policy:Lora:Targets", "k_proj, o_proj")]).Policy.Lora.Targets.Should().Equal("k_proj", "o_proj");
        Load(flags: [("Sampling:StopStrings", "END")]).Sampling.StopStrings.Should().Equal("END");
    }

    [Theory]
    [InlineData("""{ "Training": { "Stepz": 3 } }""", "Hindsight:Training:Stepz", "Hindsight:Training:Steps?")]
    [InlineData("""{ "Steps": 3 }""", "Hindsight:Steps", "Hindsight:Training:Steps?")]
    [InlineData("""{ "Policy": { "Lora": { "Rnk": 3 } } }""", "Hindsight:Policy:Lora:Rnk", "Hindsight:Policy:Lora:Rank?")]
    [InlineData("""{ "Objektive": { "Gamma": 1 } }""", "Hindsight:Objektive", "Hindsight:Objective?")]
    public void Load_UnknownKey_NamesKeyFileAndNearestKey(string section, string key, string nearest)
    {
        string file = _work.Write("appsettings.json", $$"""{ "Hindsight": {{section}} }""");

        string fault = Faults().Should().ContainSingle().Subject;

        fault.Should().StartWith(key + " ").And.Contain(file).And.Contain(nearest);
    }

    [Fact]
    public void Load_UnknownKeyOnTheCommandLine_NamesTheCommandLine() =>
        Faults(flags: [("Training:Foo", "1")]).Should().ContainSingle().Which.Should().Contain("Hindsight:Training:Foo").And.Contain("command line");

    [Theory]
    [InlineData("Training:Steps", "many", "'many'; expected a whole number")]
    [InlineData("Training:Steps", "1.5", "'1.5'; expected a whole number")]
    [InlineData("Objective:Gamma", "NaN", "'NaN'; expected a number")]
    [InlineData("Objective:Conditioning", "Sideways", "expected Plain, PlainBehaviour, PlainUnit or Guided")]
    [InlineData("Objective:Conditioning", "1", "expected Plain, PlainBehaviour, PlainUnit or Guided")]
    [InlineData("Hindsight:Enabled", "yes", "'yes'; expected true or false")]
    [InlineData("Seed", "-1", "'-1'; expected a whole number from 0")]
    [InlineData("Preset", "Best", "expected Auto, Demo, Instructions or Judged")]
    [InlineData("Training", "3", "it is a section of Steps")]
    public void Load_WrongType_NamesValueAndExpectation(string key, string value, string fault) =>
        Faults(flags: [(key, value)]).Should().ContainSingle().Which.Should().Contain("Hindsight:" + key).And.Contain(fault);

    [Fact]
    public void Load_SectionForAValue_IsAFault()
    {
        _work.Write("appsettings.json", """{ "Hindsight": { "Seed": { "A": 1 } } }""");

        Faults().Should().ContainSingle().Which.Should().Contain("Hindsight:Seed is a section; expected a whole number");
    }

    [Fact]
    public void Load_ManyFaults_AreReportedAtOnce()
    {
        _work.Write("appsettings.json", """{ "Hindsight": { "Sed": 1, "Training": { "GroupSize": 1 }, "Policy": { "Device": "tpu" }, "Optimizer": { "LearningRate": "fast" } } }""");

        Faults().Should().HaveCount(4)
            .And.Contain(f => f.Contains("Hindsight:Sed "))
            .And.Contain(f => f.Contains("Hindsight:Training:GroupSize is 1"))
            .And.Contain(f => f.Contains("Hindsight:Policy:Device is 'tpu'"))
            .And.Contain(f => f.Contains("Hindsight:Optimizer:LearningRate is 'fast'"));
    }

    [Fact]
    public void Load_Panels_AreReadByNameAndValidated()
    {
        (string, string)[] judges = [.. new[] { "a", "b", "c" }.SelectMany(name => new[] { ($"Judges:{name}:Endpoint", "http://h/v1"), ($"Judges:{name}:Model", "m") })];

        HindsightSettings settings = Load(flags: [.. judges, ("Judge", "duo"), ("Panels:duo:Judges", "a, b"), ("Panels:duo:Rule", "unanimous"), ("Panels:duo:Escalation", "c")]);
        string[] faults = [.. Faults(flags: [.. judges, ("Judge", "trio"), ("Panels:duo:Judges", "a,x"), ("Panels:duo:Rules", "Median")])];

        settings.Panels["duo"].Judges.Should().Equal("a", "b");
        (settings.Panels["duo"].Rule, settings.Panels["duo"].Escalation).Should().Be((PanelRule.Unanimous, "c"));
        faults.Should().HaveCount(3).And.ContainSingle(f => f == "Hindsight:Judge is 'trio'; expected one of a, b, c, duo.")
            .And.ContainSingle(f => f == "Hindsight:Panels:duo:Judges names 'x'; expected one of a, b, c.")
            .And.ContainSingle(f => f.StartsWith("Hindsight:Panels:duo:Rules is not a setting; did you mean Hindsight:Panels:duo:Rule?", StringComparison.Ordinal));
    }

    [Fact]
    public void Load_Judges_AreReadByNameAndValidated()
    {
        string[] faults = [.. Faults(flags: [("Judge", "other"), ("Judges:local:Endpoint", "nowhere"), ("Judges:second:Modl", "m"), ("Judges:second:Endpoint", "http://h/v1"), ("Judges:second:Model", "m")])];

        faults.Should().HaveCount(4).And.ContainSingle(f => f.StartsWith("Hindsight:Judges:local:Model is ''", StringComparison.Ordinal));
        faults.Should().ContainSingle(f => f.StartsWith("Hindsight:Judges:local:Endpoint is 'nowhere'", StringComparison.Ordinal))
            .And.ContainSingle(f => f.StartsWith("Hindsight:Judges:second:Modl is not a setting; did you mean Hindsight:Judges:second:Model?", StringComparison.Ordinal))
            .And.ContainSingle(f => f.StartsWith("Hindsight:Judge is 'other'; expected one of local, second.", StringComparison.Ordinal));
    }

    [Fact]
    public void Load_Budget_IsValidatedAndAskedToHaveAPriceBehindIt()
    {
        Faults(flags: [("Budget:MaxTokens", "-1"), ("Budget:MaxCost", "2.5")]).Should().Equal(
            "Hindsight:Budget:MaxTokens is -1; expected at least 0.", "Hindsight:Budget:MaxCost is 2.5; expected a judge with a price, without which nothing costs anything.");
        HindsightSettings settings = Load(flags: [("Budget:MaxCost", "2.5"), ("Judges:self:Policy", "true"), ("Judges:far:Endpoint", "http://h/v1"), ("Judges:far:Model", "m"), ("Judges:far:OutputPrice", "10"), ("Judge", "far")]);
        (settings.Budget.MaxCost, settings.Judges["self"].Policy, settings.Judges["far"].OutputPrice).Should().Be((2.5, true, 10));
    }

    [Fact]
    public void LoadRecorded_TakesTodaysSecretsAndFlags()
    {
        HindsightSettings settings = Load(flags: [("Judges:local:Endpoint", "http://h/v1"), ("Judges:local:Model", "m"), ("Judges:local:ApiKey", "old"), ("Seed", "5")]);
        IConfigurationRoot today = SettingsLoader.Sources(Places, null, [new("Judges:local:ApiKey", "new"), new("Seed", "6")]);

        HindsightSettings recorded = SettingsLoader.LoadRecorded(SettingsJson.Write(settings), today, [new("Training:Steps", "7")], Places);

        (recorded.Judges["local"].ApiKey, recorded.Seed, recorded.Training.Steps).Should().Be(("new", 5UL, 7));
    }

    [Fact]
    public void Load_RuleBetweenSettings_QuotesBothValues() =>
        Faults(flags: [("Training:PromptsPerStep", "9"), ("Training:PromptsPerMiniBatch", "8")])
            .Should().ContainSingle().Which.Should().Contain("(8)").And.Contain("(9)");

    [Fact]
    public void Load_BrokenFile_NamesFileAndLine()
    {
        string file = _work.Write("appsettings.json", "{ \"Hindsight\": {\n \"Seed\": }");

        Faults().Should().ContainSingle().Which.Should().Contain(file).And.Contain("Line 2:");
    }

    [Fact]
    public void Load_KeyTwiceInAFile_NamesFileAndKey()
    {
        string file = _work.Write("appsettings.json", """{ "Hindsight": { "Seed": 1, "seed": 2 } }""");

        Faults().Should().ContainSingle().Which.Should().Contain(file).And.Contain("duplicate key 'Hindsight:seed'");
    }

    [Fact]
    public void Load_MissingConfigFile_IsAFault() =>
        Faults("nowhere.json").Should().ContainSingle().Which.Should().Contain("nowhere.json");

    [Fact]
    public void Load_Conditioning_IsReadByNameInAnyCase() =>
        Load(flags: [("Objective:Conditioning", "guided")]).Objective.Conditioning.Should().Be(Conditioning.Guided);

    private Places Places => new(_work.Path, _program.Path);

    private HindsightSettings Load(string? file = null, (string Key, string Value)[]? flags = null)
    {
        var faults = new InputFaults();
        HindsightSettings settings = SettingsLoader.Load(
            SettingsLoader.Sources(Places, file, (flags ?? []).Select(f => KeyValuePair.Create<string, string?>(f.Key, f.Value))), Places, faults);
        faults.DemandNone();
        return settings;
    }

    private IReadOnlyList<string> Faults(string? file = null, (string Key, string Value)[]? flags = null) =>
        FluentActions.Invoking(() => Load(file, flags)).Should().Throw<ConfigurationException>().Which.Faults;
}
