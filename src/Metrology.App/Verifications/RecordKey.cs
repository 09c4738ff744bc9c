namespace Metrology.App.Verifications;

/// <summary>A record by what it was measured with and of, without its row: that is some thousands of bytes long, and ten thousand of them lie on ten thousand pages.</summary>
internal sealed record RecordKey
{
    /// <summary>Holds all columns of this type.</summary>
    public const string Index = "IX_Verifications_Id_StandardId_UnitId";

    public Guid Id { get; init; }
    public int StandardId { get; init; }
    public int UnitId { get; init; }

    /// <summary>SQLite has to be told: it takes the index of the key, which is unique, and goes from there to the row.</summary>
    public static string Sql(string provider) =>
        $"""SELECT "Id", "StandardId", "UnitId" FROM "Verifications"{(provider.EndsWith("Sqlite", StringComparison.Ordinal) ? $" INDEXED BY \"{Index}\"" : "")}""";
}
