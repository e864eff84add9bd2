using System.Text;
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
}
