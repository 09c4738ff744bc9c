// Writes pairs of rows for ever and prints each number after its commit. Metrology.Db.Tests kills it and looks what is there.
// Arguments: database file, first number.
using System.Globalization;
using Metrology.App.Operation;
using Metrology.Core.Words;
using Metrology.Db.Sqlite;
using Microsoft.EntityFrameworkCore;

var sequence = long.Parse(args[1], CultureInfo.InvariantCulture);
var payload = new byte[8192];
await using var store = new SqliteStore(args[0]);
await store.MigrateAsync(default);

// A reader is always under way, so that a kill finds both roles open.
var reading = Task.Run(async () =>
{
    while (true)
        await store.ReadAsync(db => db.InstrumentMessages.CountAsync(), default);
});

while (!reading.IsFaulted)
{
    var number = sequence++;
    await store.WriteAsync<long>(
        db =>
        {
            foreach (var side in (string[])["left", "right"])
                db.Add(new InstrumentMessage { Instrument = side, Boot = "b", Sequence = number, Topic = "t", Payload = payload });
            return Task.FromResult<Outcome<long>>(number);
        },
        default);
    Console.Out.WriteLine(number.ToString(CultureInfo.InvariantCulture));
    Console.Out.Flush();
}

await reading;
