package io.parley.web;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * No access token suffices, whatever it allows: who has got hold of one cannot make himself another, nor lock its owner out,
 * nor, where it is an administrator's, take over anybody's account.
 */
@Retention(RetentionPolicy.RUNTIME)
@Target({ElementType.METHOD, ElementType.TYPE})
@interface InPerson {}
