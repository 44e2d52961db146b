namespace AccessGov.App.Directory;

/// <summary>How far a full read has come.</summary>
/// <param name="Accounts">Accounts read.</param>
/// <param name="Groups">Groups read to the end.</param>
/// <param name="GroupsInAll">Groups to read.</param>
/// <param name="Memberships">Memberships read.</param>
public readonly record struct CaptureProgress(int Accounts, int Groups, int GroupsInAll, int Memberships);
