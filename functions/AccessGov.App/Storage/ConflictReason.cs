namespace AccessGov.App.Storage;

/// <summary>Why a write could not be applied.</summary>
public enum ConflictReason
{
    /// <summary>The row to insert is there already.</summary>
    AlreadyExists,

    /// <summary>The row has another version than the one read.</summary>
    Changed,

    /// <summary>The row to replace or delete is not there.</summary>
    Missing,
}
