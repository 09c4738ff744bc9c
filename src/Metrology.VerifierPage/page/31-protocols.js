// The protocols that readings of a record are decoded in, by the names of records (Metrology.Adapters/Protocols/InstrumentProtocols). One more is its file and one line here.
const codecs = {
  "dlt645-2007": dlt645,
  "modbus-rtu": modbus(false),
  "modbus-tcp": modbus(true),
  "metrology-wire-1": wire,
  "metrology-roller-1": roller,
  "metrology-counter-1": counter,
  scpi,
  "balance-stream": balance,
  "nmea-0183": nmea,
  ocmf,
};

/** Protocols of the program that this page does not decode: it says so, and never that such a bundle agrees. The mapping of a bound device is applied by metrology-verify recompute. */
const undecodedCodecs = ["payload"];
