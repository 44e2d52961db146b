using AccessGov.Core.Kernel;

namespace AccessGov.App.Yaml;

/// <summary>One thing that is wrong in a YAML file, and what to do about it.</summary>
/// <param name="Line">Line in the file, from 1; 0 of a file that could not be read.</param>
/// <param name="Column">Column in characters, from 1; 0 of a file that could not be read.</param>
/// <param name="Path">Which setting, e.g. <c>entitlements[juki-inquiry].group</c>; empty when it is the whole file.</param>
/// <param name="What">What is wrong.</param>
/// <param name="Remedy">What to do.</param>
public sealed record YamlError(int Line, int Column, string Path, Wording What, Wording Remedy)
{
    /// <summary>Place, what is wrong and what to do in one line, e.g. <c>suzaka.yaml:12:5 …</c> which editors make a link.</summary>
    /// <param name="file">File name as the reader of the text knows it.</param>
    public Wording In(string file) =>
        Line == 0 ? Wording.Of("Yaml.error", file, What, Remedy)
        : Path.Length == 0 ? Wording.Of("Yaml.error", Wording.Of("Yaml.place", file, Line, Column), What, Remedy)
        : Wording.Of("Yaml.error", Wording.Of("Yaml.place-of", file, Line, Column, Path), What, Remedy);
}
