namespace AccessGov.Functions.Checks;

/// <summary>What came of a look.</summary>
internal enum CheckState
{
    /// <summary>As it should be.</summary>
    Fine,

    /// <summary>Not as it should be; the text says the remedy.</summary>
    Wrong,

    /// <summary>Not looked at, because something before it is wrong or it does not apply.</summary>
    Skipped,
}
