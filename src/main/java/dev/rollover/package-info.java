/** The house: one package a room, each naming the rooms it may call. */
@NullMarked
package dev.rollover;

import org.jspecify.annotations.NullMarked;
