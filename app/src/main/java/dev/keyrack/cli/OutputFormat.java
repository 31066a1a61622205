package dev.keyrack.cli;

import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/// How results are written.
enum OutputFormat {
    TABLE, JSON, CSV;

    static final class Converter implements ITypeConverter<OutputFormat> {
        @Override
        public OutputFormat convert(String text) {
            return switch (text) {
                case "table" -> TABLE;
                case "json" -> JSON;
                case "csv" -> CSV;
                default -> throw new TypeConversionException("it is table, json or csv, not '" + text + "'");
            };
        }
    }
}
