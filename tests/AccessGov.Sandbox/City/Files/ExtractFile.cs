using System.Text;
using AccessGov.Core.Kernel;
using AccessGov.Core.Personnel;

namespace AccessGov.Sandbox.City.Files;

/// <summary>One extract being written.</summary>
internal sealed class ExtractFile : IDisposable
{
    private readonly FileStream _stream;
    private readonly ExtractFormat _format;
    private readonly FaultInjector _faults;
    private readonly DateOnly _asOf;

    public ExtractFile(
        string path,
        string folder,
        ExtractFormat format,
        DateOnly asOf,
        CitySettings settings,
        Action<InjectedFault> injected
    )
    {
        _format = format;
        _asOf = asOf;
        _faults = new FaultInjector(settings, format, folder, asOf, injected);
        _stream = new FileStream(path, FileMode.Create, FileAccess.Write, FileShare.Read, 1 << 16);
        if (format.HasBom)
            _stream.Write(Encoding.UTF8.Preamble);
        foreach (var line in format.Preamble(asOf))
            Write(line + format.NewLine);
        Write(format.Line(format.Header));
    }

    /// <summary>Data rows so far.</summary>
    public int Rows { get; private set; }

    /// <summary>Writes the postings of a worker that this source tells.</summary>
    public void Add(Person person, Worker worker)
    {
        var plan = _faults.For(person, worker);
        foreach (var posting in worker.Postings)
        {
            if (posting.Source.Value != _format.Source || (plan.LosesSidePosts && posting.Kind == PostingKind.Concurrent))
                continue;
            var row = new ExtractRow(person, worker, posting, _asOf);
            Rows++;
            _faults.Spoil(row, plan, Rows);
            Write(_format.Line(_format.Cells(row)), row.IsNecForm);
        }
        if (!plan.ReusesNumber)
            return;
        Rows++;
        var stub = _faults.RetiredNamesake(person, worker, Rows);
        Write(_format.Line(_format.Cells(stub)));
    }

    /// <summary>Writes the total row and closes.</summary>
    public void Dispose()
    {
        if (_format.Total(Rows) is { } total)
            Write(total + _format.NewLine);
        _stream.Dispose();
    }

    private void Write(string text, bool necForm = false) => _stream.Write(_format.Encode(text, necForm));
}
