using System.Text;

namespace AccessGov.Sandbox.City.Files;

/// <summary>A CSV file of the city's own making: UTF-8 with BOM, CRLF; no cell needs quotes.</summary>
internal sealed class SmallCsv : IDisposable
{
    private readonly StreamWriter _writer;

    public SmallCsv(string path, string header)
    {
        _writer = new StreamWriter(path, append: false, new UTF8Encoding(encoderShouldEmitUTF8Identifier: true)) { NewLine = "\r\n" };
        _writer.WriteLine(header);
    }

    public int Rows { get; private set; }

    public void Add(params ReadOnlySpan<string?> cells)
    {
        Rows++;
        _writer.WriteLine(string.Join(',', cells));
    }

    public void Dispose() => _writer.Dispose();
}
