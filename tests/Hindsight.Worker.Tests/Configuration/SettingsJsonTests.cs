using System.Text;
using Hindsight.SemanticKernel.Judging;
using Hindsight.Worker.Configuration;
using Microsoft.Extensions.Configuration;

namespace Hindsight.Worker.Tests.Configuration;

public sealed class SettingsJsonTests
{
    [Fact]
    public void Write_ThenRead_GivesEqualSettings()
    {
        HindsightSettings settings = Presets.Create(Preset.Judged, embeddedPolicy: false);
        settings.Seed = ulong.MaxValue;
        settings.Optimizer.LearningRate = 1.0 / 3;
        settings.Sampling = settings.Sampling with { StopStrings = ["a,b", "END"] };
        settings.Judges["local"] = new JudgeOptions { Endpoint = new Uri("http://localhost:1/v1"), Model = "m", AttemptTimeout = TimeSpan.FromSeconds(1.5) };
        settings.Tasks = "täsks \"x\".jsonl";

        string json = SettingsJson.Write(settings);
        var read = new HindsightSettings();
        IConfigurationRoot root = new ConfigurationBuilder().AddJsonStream(new MemoryStream(Encoding.UTF8.GetBytes($$"""{ "Hindsight": {{json}} }"""))).Build();
        var reader = new SettingsReader(root, typeof(HindsightSettings));
        reader.ReadInto(read, root.GetSection("Hindsight"));

        reader.Faults.Should().BeEmpty();
        SettingsJson.Write(read).Should().Be(json);
        read.Should().BeEquivalentTo(settings);
    }

    [Fact]
    public void Write_Secrets_AreLeftOut()
    {
        HindsightSettings settings = Presets.Create(Preset.Auto, embeddedPolicy: true);
        settings.Judges["local"] = new JudgeOptions { ApiKey = "s3cret" };

        SettingsJson.Write(settings).Should().NotContain("s3cret").And.NotContain("ApiKey\"");
        SettingsJson.ToConfiguration(settings)["Hindsight:Judges:local:ApiKey"].Should().Be("s3cret");
    }
}
