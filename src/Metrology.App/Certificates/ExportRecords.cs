using System.Reflection;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json.Nodes;
using Metrology.App.Laboratory;
using Metrology.App.Ledger;
using Metrology.App.Storage;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata;

namespace Metrology.App.Certificates;

/// <summary>
/// Every legal record as files that need no program of ours, at one moment of the database. <c>records/KIND.txt</c> has a line for each row: its key, a tab, and the very text whose SHA-256 stands in the ledger;
/// what is bytes lies beside it under its own SHA-256, papers under their numbers.
/// </summary>
public sealed class ExportRecords(Store store)
{
    /// <summary>In the name of the file whose lines are not the text of the ledger.</summary>
    public const string SecretsLeftOut = "-without-secrets";

    private static readonly MethodInfo Reading = typeof(ExportRecords).GetMethod(nameof(RowsAsync), BindingFlags.NonPublic | BindingFlags.Static)!;

    /// <param name="write">Takes each file: its path with slashes, and its content.</param>
    /// <returns>Rows.</returns>
    public Task<long> ExecuteAsync(Func<string, ReadOnlyMemory<byte>, Task> write, CancellationToken cancellation) => store.ReadAsync(
        async db =>
        {
            var rows = 0L;
            foreach (var type in db.Model.GetEntityTypes().Where(LegalRow.IsLegal).OrderBy(LegalRow.KindOf, StringComparer.Ordinal))
                rows += await (Task<long>)Reading.MakeGenericMethod(type.ClrType).Invoke(null, [db, type, write, cancellation])!;
            return rows;
        },
        cancellation);

    private static async Task<long> RowsAsync<T>(MetrologyDb db, IEntityType type, Func<string, ReadOnlyMemory<byte>, Task> write, CancellationToken cancellation)
        where T : class
    {
        var (rows, lines) = (0L, new MemoryStream());
        await foreach (var row in db.Set<T>().AsNoTracking().AsAsyncEnumerable().WithCancellation(cancellation))
        {
            var said = LegalRow.Of(db, row);
            lines.Write(Encoding.UTF8.GetBytes(said.Key + "\t"));
            lines.Write(row is Account ? WithoutSecrets(said.Text) : said.Text);
            lines.WriteByte((byte)'\n');
            rows++;
            foreach (var property in type.GetProperties())
            {
                // A text that the ledger only hashes is a secret; a document that it hashes is one that everybody may read.
                var value = property.PropertyInfo!.GetValue(row);
                if (value is byte[] bytes)
                    await write(NameOf(row, property.Name, bytes), bytes);
                else if (row is Certificate && property.Name == nameof(Certificate.Document) && Encoding.UTF8.GetBytes((string)property.GetValueConverter()!.ConvertToProvider(value)!) is var document)
                    await write(NameOf(row, property.Name, document), document);
            }
        }

        if (rows > 0)
            await write($"records/{LegalRow.KindOf(type)}{(typeof(T) == typeof(Account) ? SecretsLeftOut : "")}.txt", lines.ToArray());
        return rows;
    }

    /// <summary>Who holds the files must not be able to try passwords against them; so these lines alone are not what the ledger hashes.</summary>
    private static byte[] WithoutSecrets(byte[] account)
    {
        var text = JsonNode.Parse(account)!.AsObject();
        text.Remove(nameof(Account.PasswordHash));
        text.Remove(nameof(Account.SecurityStamp));
        return Encoding.UTF8.GetBytes(text.ToJsonString());
    }

    private static string NameOf(object row, string property, byte[] bytes) => (row, property) switch
    {
        (Certificate one, nameof(Certificate.Pdf)) => $"certificates/{one.Number}.pdf",
        (Certificate one, nameof(Certificate.Dcc)) => $"certificates/{one.Number}.xml",
        (Certificate one, nameof(Certificate.Document)) => $"certificates/{one.Number}.json",
        _ => $"files/{Convert.ToHexStringLower(SHA256.HashData(bytes))}",
    };
}
