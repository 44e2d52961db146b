using AccessGov.Core.Kernel;

namespace AccessGov.App.Personnel.Reading.Text;

/// <summary>What became of the bytes of a file.</summary>
public abstract record TextRead
{
    private TextRead() { }

    /// <summary>Every byte was understood.</summary>
    /// <param name="Text">The text, without BOM.</param>
    public sealed record Whole(string Text) : TextRead;

    /// <summary>At least one byte has no meaning in the encoding; nothing was decoded.</summary>
    /// <param name="Reason">What is wrong and what to do.</param>
    /// <param name="ByteOffset">Where, in bytes from 0.</param>
    /// <param name="Line">Where, in lines from 1.</param>
    public sealed record Refused(Wording Reason, int ByteOffset, int Line) : TextRead;
}
