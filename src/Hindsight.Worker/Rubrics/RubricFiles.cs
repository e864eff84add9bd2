using Hindsight.Grading;
using Hindsight.Rubrics;
using Hindsight.Worker.Configuration;

namespace Hindsight.Worker.Rubrics;

/// <summary>Rubrics as a command line names them: by the path of a file, or by a name in the rubrics folder.</summary>
internal static class RubricFiles
{
    /// <summary>The file of a rubric that is named either way.</summary>
    public static string PathOf(Places places, HindsightSettings settings, string name) =>
        File.Exists(places.Absolute(name)) || name.EndsWith(".yaml", StringComparison.Ordinal)
            ? places.Absolute(name) : Path.Combine(places.Folder(settings.RubricsFolder, "rubrics"), name + ".yaml");

    /// <summary>A source with this rubric alone, for every task that names none.</summary>
    /// <exception cref="RubricException">The file cannot be read or is faulty.</exception>
    public static RubricCatalog Source(string path, ICheckRegistry checks) => RubricCatalog.Of(RubricFile.Read(path, checks), checks);
}
