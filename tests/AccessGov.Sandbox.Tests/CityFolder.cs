using System.Text;
using AccessGov.Sandbox.City;
using AccessGov.Sandbox.City.Files;

namespace AccessGov.Sandbox.Tests;

/// <summary>The files of one pretend city in a folder of their own, deleted afterwards.</summary>
internal sealed class CityFolder : IDisposable
{
    public CityFolder(int staff, ulong seed, FaultLevel faults = FaultLevel.None)
    {
        City = new PretendCity(new CitySettings(staff, seed, faults));
        Root = System.IO.Directory.CreateTempSubdirectory("city-").FullName;
        Faults = CityFiles.Write(City, Root);
    }

    public Sandbox.City.PretendCity City { get; }
    public string Root { get; }
    public IReadOnlyList<InjectedFault> Faults { get; }

    public byte[] Bytes(string file) => File.ReadAllBytes(Path.Combine(Root, file));

    /// <summary>Lines of a file without its line breaks.</summary>
    public string[] Lines(string file, int codePage = 65001) =>
        CodePagesEncodingProvider.Instance.GetEncoding(codePage) is { } encoding
            ? encoding.GetString(Bytes(file)).TrimEnd().Split("\r\n")
            : Encoding.UTF8.GetString(Bytes(file)).TrimStart('\uFEFF').TrimEnd().ReplaceLineEndings("\n").Split('\n');

    public void Dispose() => System.IO.Directory.Delete(Root, recursive: true);
}
